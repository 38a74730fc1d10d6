import type {
  LiveCredentials,
  SubscribeRequest,
} from '@orrery/backstage-plugin-clusters-common';
import { LiveConnection } from '../live/LiveConnection';
import type { LiveSocketListener } from '../live/LiveSocket';

/** One socket that the connection opened, and what was sent over it. */
export interface FakeSocket {
  readonly token: string | undefined;
  readonly listener: LiveSocketListener;
  readonly subscribed: SubscribeRequest[];
  readonly unsubscribed: string[];
  readonly renewed: LiveCredentials[];
  readonly clusters: string[];
  closed: boolean;
}

/** A connection whose sockets, time and frames the test moves by hand. */
export function scriptLiveConnection() {
  const sockets: FakeSocket[] = [];
  const timers: { atMs: number; run: () => void; isLive: boolean }[] = [];
  let nowMs = 0;
  let frame: (() => void) | undefined;
  const access = { baseUrl: 'http://portal/api/clusters', token: 't1' };
  /** The viewer's tokens by provider. */
  const tokens: Record<string, string> = {};
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  const connection = new LiveConnection({
    openSocket: ({ token }, listener) => {
      const socket: FakeSocket = {
        token,
        listener,
        subscribed: [],
        unsubscribed: [],
        renewed: [],
        clusters: [],
        closed: false,
      };
      sockets.push(socket);
      return {
        subscribe: request => socket.subscribed.push(request),
        unsubscribe: ({ subscription }) =>
          socket.unsubscribed.push(subscription),
        subscribeClusters: ({ subscription }) =>
          socket.clusters.push(subscription),
        unsubscribeClusters: ({ subscription }) =>
          socket.unsubscribed.push(subscription),
        authenticate: credentials => socket.renewed.push(credentials),
        close: () => {
          socket.closed = true;
        },
      };
    },
    getAccess: async providers => ({
      ...access,
      ...(providers.size > 0 && {
        clusterTokens: Object.fromEntries(
          [...providers].flatMap(provider =>
            provider in tokens ? [[provider, tokens[provider]]] : [],
          ),
        ),
      }),
    }),
    clock: {
      nowMs: () => nowMs,
      setTimer: (run, delayMs) => {
        const timer = { atMs: nowMs + delayMs, run, isLive: true };
        timers.push(timer);
        return () => {
          timer.isLive = false;
        };
      },
    },
    scheduleFrame: flush => {
      frame = flush;
      return () => {
        frame = undefined;
      };
    },
    random: () => 0.5,
  });
  return {
    connection,
    sockets,
    access,
    tokens,
    settle,
    latest: () => sockets[sockets.length - 1],
    drawFrame: () => {
      const flush = frame;
      frame = undefined;
      flush?.();
    },
    passTime: async (ms: number) => {
      const untilMs = nowMs + ms;
      for (;;) {
        const due = timers
          .filter(timer => timer.isLive && timer.atMs <= untilMs)
          .sort((a, b) => a.atMs - b.atMs)[0];
        if (!due) break;
        nowMs = due.atMs;
        due.isLive = false;
        due.run();
        await settle();
      }
      nowMs = untilMs;
    },
    activeTimers: () => timers.filter(timer => timer.isLive).length,
    open: async () => {
      await settle();
      sockets[sockets.length - 1].listener.onOpen('websocket');
    },
  };
}
