import type {
  LiveCredentials,
  LiveQuery,
  SubscribeRequest,
} from '@orrery/backstage-plugin-clusters-common';
import { podRow, snapshot, updated } from '../testing/liveRows';
import { LINGER_MS, LiveConnection, TOKEN_CHECK_MS } from './LiveConnection';
import type { LiveSocketListener } from './LiveSocket';

const PODS: LiveQuery = { clusters: [], kind: 'Pod' };
const NODES: LiveQuery = { clusters: [], kind: 'Node' };

interface FakeSocket {
  readonly token: string | undefined;
  readonly listener: LiveSocketListener;
  readonly subscribed: SubscribeRequest[];
  readonly unsubscribed: string[];
  readonly renewed: LiveCredentials[];
  readonly clusters: string[];
  closed: boolean;
}

/** A connection whose sockets, time and frames the test moves by hand. */
function setUp() {
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

describe('LiveConnection', () => {
  it('opens one socket for many queries and none before the first', async () => {
    const t = setUp();
    expect(t.connection.state).toEqual({ kind: 'idle' });
    t.connection.subscribe(PODS, () => {});
    t.connection.subscribe(NODES, () => {});
    await t.open();
    expect(t.sockets).toHaveLength(1);
    expect(t.latest().subscribed.map(({ query }) => query.kind)).toEqual([
      'Pod',
      'Node',
    ]);
  });

  it('shares one subscription between equal queries', async () => {
    const t = setUp();
    const heard = [0, 0];
    t.connection.subscribe(PODS, () => (heard[0] += 1));
    t.connection.subscribe(
      { kind: 'Pod', clusters: [], text: '' },
      () => (heard[1] += 1),
    );
    await t.open();
    t.latest().listener.onEvent(snapshot([podRow('a')]));
    t.drawFrame();
    expect(t.latest().subscribed).toHaveLength(1);
    expect(heard).toEqual([1, 1]);
  });

  it('tells listeners once a frame, however many events came', async () => {
    const t = setUp();
    const heard = jest.fn();
    t.connection.subscribe(PODS, heard);
    await t.open();
    t.latest().listener.onEvent(snapshot([podRow('a')]));
    t.latest().listener.onEvent(updated([podRow('b')]));
    expect(heard).not.toHaveBeenCalled();
    t.drawFrame();
    expect(heard).toHaveBeenCalledTimes(1);
    expect(t.connection.resultOf(PODS).rows.map(row => row.name)).toEqual([
      'a',
      'b',
    ]);
  });

  it('stays silent when an event changed nothing', async () => {
    const t = setUp();
    const heard = jest.fn();
    t.connection.subscribe(PODS, heard);
    await t.open();
    t.latest().listener.onEvent(snapshot([podRow('a')]));
    t.drawFrame();
    t.latest().listener.onEvent(snapshot([podRow('a')]));
    t.drawFrame();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('resumes at its position after a loss and keeps the rows meanwhile', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.latest().listener.onEvent(
      snapshot([podRow('a')], { position: { epoch: 'e', revision: 7 } }),
    );
    t.drawFrame();
    t.latest().listener.onEnd('transport close');
    expect(t.connection.state).toMatchObject({
      kind: 'waiting',
      attempt: 1,
      cause: 'transport close',
    });
    expect(t.connection.resultOf(PODS).rows).toHaveLength(1);
    await t.passTime(1000);
    await t.open();
    expect(t.sockets).toHaveLength(2);
    expect(t.latest().subscribed[0].resume).toEqual({
      epoch: 'e',
      revision: 7,
    });
  });

  it('waits longer with every failed attempt and never gives up', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    const delays: number[] = [];
    let atMs = 0;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await t.settle();
      t.latest().listener.onEnd('refused');
      const { state } = t.connection;
      if (state.kind !== 'waiting')
        throw new Error(`unexpected state ${state.kind}`);
      delays.push(state.retryAtMs - atMs);
      await t.passTime(state.retryAtMs - atMs);
      atMs = state.retryAtMs;
    }
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 10000, 10000]);
  });

  it('asks for a fresh token before every attempt', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.access.token = 't2';
    t.latest().listener.onEnd('unauthorized');
    await t.passTime(1000);
    expect(t.sockets.map(({ token }) => token)).toEqual(['t1', 't2']);
  });

  it('renews the token of an open connection when it changed', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    await t.passTime(TOKEN_CHECK_MS / 2);
    t.latest().listener.onEvent({ event: 'ping', atMs: 0 });
    t.access.token = 't2';
    await t.passTime(TOKEN_CHECK_MS / 2);
    expect(t.latest().renewed).toEqual([{ token: 't2' }]);
  });

  it('reconnects after 40 s of silence, and a ping is not silence', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    await t.passTime(39_000);
    t.latest().listener.onEvent({ event: 'ping', atMs: 0 });
    await t.passTime(39_000);
    expect(t.connection.state.kind).toBe('open');
    await t.passTime(1_000);
    expect(t.connection.state).toMatchObject({
      kind: 'waiting',
      cause: 'nothing heard for 40 s',
    });
    expect(t.latest().closed).toBe(true);
  });

  it('hears nothing from a socket that it has replaced', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    const [old] = t.sockets;
    old.listener.onEnd('gone');
    await t.passTime(1000);
    await t.open();
    old.listener.onEvent(snapshot([podRow('ghost')]));
    old.listener.onEnd('again');
    t.drawFrame();
    expect(t.connection.resultOf(PODS).rows).toEqual([]);
    expect(t.connection.state.kind).toBe('open');
  });

  it('pauses and resumes by the user without losing rows', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.latest().listener.onEvent(snapshot([podRow('a')]));
    t.drawFrame();
    t.connection.pause();
    expect(t.latest().closed).toBe(true);
    expect(t.connection.resultOf(PODS).rows).toHaveLength(1);
    t.connection.resume();
    await t.open();
    expect(t.latest().subscribed[0].resume).toEqual({
      epoch: 'e',
      revision: 1,
    });
  });

  it('shows which transport carries it', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    await t.settle();
    t.latest().listener.onOpen('polling');
    expect(t.connection.state).toEqual({ kind: 'open', transport: 'polling' });
    t.latest().listener.onTransport('websocket');
    expect(t.connection.state).toEqual({
      kind: 'open',
      transport: 'websocket',
    });
    expect(t.latest().subscribed).toHaveLength(1);
  });

  it('ends one query on its error and leaves the others', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    t.connection.subscribe(NODES, () => {});
    await t.open();
    t.latest().listener.onEvent({
      event: 'error',
      subscription: 'q2',
      error: { code: 'FORBIDDEN', message: 'list nodes' },
    });
    t.drawFrame();
    expect(t.connection.resultOf(NODES).state).toBe('error');
    expect(t.connection.resultOf(PODS).state).toBe('loading');
    t.connection.restart(NODES);
    expect(t.latest().subscribed).toHaveLength(3);
  });

  it('reconnects on an error that concerns the connection', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.latest().listener.onEvent({
      event: 'error',
      error: { code: 'UNAUTHORIZED', message: 'token expired' },
    });
    expect(t.connection.state).toMatchObject({
      kind: 'waiting',
      cause: 'token expired',
    });
  });

  it('keeps a query for a moment after its last viewer, then unsubscribes and rests', async () => {
    const t = setUp();
    const leave = t.connection.subscribe(PODS, () => {});
    await t.open();
    leave();
    leave();
    await t.passTime(LINGER_MS - 1);
    const leaveAgain = t.connection.subscribe(PODS, () => {});
    expect(t.latest().subscribed).toHaveLength(1);
    leaveAgain();
    await t.passTime(LINGER_MS);
    expect(t.latest().unsubscribed).toEqual(['q1']);
    expect(t.latest().closed).toBe(true);
    expect(t.connection.state).toEqual({ kind: 'idle' });
    expect(t.activeTimers()).toBe(0);
  });

  it('leaves no timer and no socket after dispose', async () => {
    const t = setUp();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.connection.dispose();
    expect(t.latest().closed).toBe(true);
    expect(t.activeTimers()).toBe(0);
  });

  describe('the list of clusters', () => {
    const eu = {
      name: 'eu',
      state: 'connected',
      sinceMs: 0,
      writable: false,
      freshness: [],
      source: 'test',
    } as const;

    it('is leased like a query, and asked for again after a reconnect', async () => {
      const t = setUp();
      const listener = jest.fn();
      const release = t.connection.subscribeClusters(listener);
      await t.open();
      expect(t.latest().clusters).toEqual(['q1']);
      t.latest().listener.onEvent({
        event: 'clusters:snapshot',
        subscription: 'q1',
        items: [eu],
        problems: [],
      });
      t.drawFrame();
      expect(listener).toHaveBeenCalledTimes(1);
      expect(t.connection.clusters.list?.items).toEqual([eu]);
      t.latest().listener.onEnd('gone');
      expect(t.connection.clusters.list?.items).toEqual([eu]);
      t.connection.retryNow();
      await t.open();
      expect(t.latest().clusters).toEqual(['q1']);
      release();
      await t.passTime(LINGER_MS);
      expect(t.latest().unsubscribed).toEqual(['q1']);
      expect(t.connection.state).toEqual({ kind: 'idle' });
    });
  });

  describe('tokens of the viewer for clusters', () => {
    const waiting = snapshot([], {
      freshness: [
        {
          cluster: 'prod-oidc',
          state: 'forbidden',
          synced: false,
          tokenProvider: 'okta',
        },
      ],
    });

    it('are sent once a cluster is seen that waits for one', async () => {
      const t = setUp();
      t.tokens.okta = 'mine';
      t.connection.subscribe(PODS, () => {});
      await t.open();
      expect(t.latest().renewed).toEqual([]);
      t.latest().listener.onEvent(waiting);
      await t.settle();
      expect(t.latest().renewed).toEqual([
        { token: 't1', clusterTokens: { okta: 'mine' } },
      ]);
    });

    it('are sent after the viewer signed in, and when they were renewed', async () => {
      const t = setUp();
      t.connection.subscribe(PODS, () => {});
      await t.open();
      t.latest().listener.onEvent(waiting);
      await t.settle();
      const sent = t.latest().renewed.length;
      t.tokens.okta = 'first';
      await t.connection.renewAccess();
      await t.connection.renewAccess();
      t.tokens.okta = 'second';
      t.latest().listener.onEvent({ event: 'ping', atMs: 0 });
      await t.passTime(LINGER_MS);
      await t.connection.renewAccess();
      expect(
        t
          .latest()
          .renewed.slice(sent)
          .map(({ clusterTokens }) => clusterTokens),
      ).toEqual([{ okta: 'first' }, { okta: 'second' }]);
    });
  });
});
