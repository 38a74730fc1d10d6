import { LIVE_SILENCE_LIMIT_MS } from '@orrery/backstage-plugin-clusters-common';
import type {
  LiveEvent,
  LiveQuery,
} from '@orrery/backstage-plugin-clusters-common';
import {
  ClusterListStore,
  NO_LIVE_CLUSTERS,
} from '../clusters/ClusterListStore';
import type { LiveClusters } from '../clusters/ClusterListStore';
import { EMPTY_LIVE_RESULT, LiveRowStore } from './LiveRowStore';
import type { LiveResult } from './LiveRowStore';
import type {
  LiveAccess,
  LiveSocket,
  LiveTransport,
  OpenLiveSocket,
} from './LiveSocket';
import { LiveSubscriptions } from './LiveSubscriptions';
import type { Asked, Subscription } from './LiveSubscriptions';
import { nextConnectionState } from './nextConnectionState';
import type { ConnectionEvent, ConnectionState } from './nextConnectionState';
import { reconnectDelayMs } from './reconnectDelayMs';

/** What the connection needs from outside; tests script it. */
export interface LiveConnectionOptions {
  readonly openSocket: OpenLiveSocket;
  /**
   * Asked anew before every attempt, so that an expired token heals itself. `providers` are those whose tokens of the viewer some
   * cluster wants; empty until one is seen.
   */
  readonly getAccess: (providers: ReadonlySet<string>) => Promise<LiveAccess>;
  readonly clock: LiveClock;
  /** Runs `flush` soon, at most once a frame; returns how to cancel. */
  readonly scheduleFrame: (flush: () => void) => () => void;
  readonly random?: () => number;
}

export interface LiveClock {
  nowMs(): number;
  setTimer(run: () => void, delayMs: number): () => void;
}

/** How often an open connection looks for a renewed token; Backstage renews minutes before expiry. */
export const TOKEN_CHECK_MS = 60_000;

/**
 * One live connection per browser tab, shared by every view.
 *
 * - What is asked is shared between viewers as `LiveSubscriptions` says.
 * - After a reconnect each subscription resumes at its position; rows stay on screen meanwhile.
 * - It never gives up: attempts go on with full-jitter back-off until nobody looks or the user pauses.
 */
export class LiveConnection {
  readonly #options: LiveConnectionOptions;
  readonly #subscriptions: LiveSubscriptions;
  readonly #stateListeners = new Set<() => void>();
  #state: ConnectionState = { kind: 'idle' };
  #socket: LiveSocket | undefined;
  #attemptId = 0;
  readonly #providers = new Set<string>();
  /** The credentials that the server has, as text. */
  #credentials: string | undefined;
  #cancelTimer: (() => void) | undefined;
  #cancelTokenCheck: (() => void) | undefined;

  constructor(options: LiveConnectionOptions) {
    this.#options = options;
    this.#subscriptions = new LiveSubscriptions({
      setTimer: (run, delayMs) => options.clock.setTimer(run, delayMs),
      scheduleFrame: options.scheduleFrame,
      onOpened: subscription => {
        if (this.#state.kind === 'open') this.#send(subscription);
        this.#dispatch({ kind: 'wanted' });
      },
      onClosed: subscription => {
        this.#unsubscribe(subscription);
        if (this.#subscriptions.size === 0)
          this.#dispatch({ kind: 'unwanted' });
      },
    });
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Returns its undo; a second call of the undo is harmless. */
  onStateChange(listener: () => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** The rows of a query as of the last frame; empty and `loading` when nobody subscribed to it. */
  resultOf(query: LiveQuery): LiveResult {
    const store = this.#subscriptions.find({ kind: 'resources', query })?.store;
    return store instanceof LiveRowStore ? store.result : EMPTY_LIVE_RESULT;
  }

  /** Leases the query: it is kept up to date until the returned undo is called. */
  subscribe(query: LiveQuery, listener: () => void): () => void {
    return this.#subscriptions.listen({ kind: 'resources', query }, listener);
  }

  /** Every cluster that the viewer may see, as of the last frame. */
  get clusters(): LiveClusters {
    const store = this.#subscriptions.find({ kind: 'clusters' })?.store;
    return store instanceof ClusterListStore ? store.result : NO_LIVE_CLUSTERS;
  }

  /** Leases the list of clusters, as `subscribe` does a query. */
  subscribeClusters(listener: () => void): () => void {
    return this.#subscriptions.listen({ kind: 'clusters' }, listener);
  }

  /** Stops updates in the whole tab; rows stay. */
  pause(): void {
    this.#dispatch({ kind: 'pause' });
  }

  resume(): void {
    this.#dispatch({ kind: 'resume', wanted: this.#subscriptions.size > 0 });
  }

  /** Tries at once instead of waiting for the next attempt. */
  retryNow(): void {
    this.#dispatch({ kind: 'retry' });
  }

  /** Opens a query again that ended with an error. */
  restart(query: LiveQuery): void {
    this.#restart({ kind: 'resources', query });
  }

  /** Opens the list of clusters again after it ended with an error. */
  restartClusters(): void {
    if (this.clusters.error) this.#restart({ kind: 'clusters' });
  }

  /** Sends the viewer's tokens anew when they changed: call it after he signed in somewhere. */
  async renewAccess(): Promise<void> {
    const attemptId = this.#attemptId;
    if (this.#state.kind !== 'open') return;
    const access = await this.#options.getAccess(this.#providers);
    const { token, clusterTokens } = access;
    const credentials = credentialsTextOf(access);
    if (attemptId !== this.#attemptId || !token) return;
    if (credentials === this.#credentials) return;
    this.#credentials = credentials;
    this.#socket?.authenticate({
      token,
      ...(clusterTokens && { clusterTokens }),
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#dispatch({ kind: 'unwanted' });
    this.#stateListeners.clear();
  }

  #restart(asked: Asked): void {
    const subscription = this.#subscriptions.find(asked);
    if (subscription && this.#state.kind === 'open') this.#send(subscription);
  }

  #unsubscribe({ name, asked }: Subscription): void {
    const request = { subscription: name };
    if (asked.kind === 'clusters') this.#socket?.unsubscribeClusters(request);
    else this.#socket?.unsubscribe(request);
  }

  #send(subscription: Subscription): void {
    const { name, asked, store } = subscription;
    if (asked.kind === 'clusters') {
      this.#socket?.subscribeClusters({ subscription: name });
      return;
    }
    const resume = store.position;
    this.#socket?.subscribe({
      subscription: name,
      query: asked.query,
      ...(resume && { resume }),
    });
  }

  #dispatch(event: ConnectionEvent): void {
    const before = this.#state;
    this.#state = nextConnectionState(before, event);
    if (this.#state === before) return;
    this.#enter(before);
    for (const listener of [...this.#stateListeners]) listener();
  }

  /** Every state owns at most one timer and, from `connecting` to `open`, one socket. */
  #enter(before: ConnectionState): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const state = this.#state;
    switch (state.kind) {
      case 'connecting':
        this.#attemptId += 1;
        this.#connect(this.#attemptId);
        return;
      case 'open':
        this.#watchSilence();
        if (before.kind === 'open') return;
        for (const each of this.#subscriptions) this.#send(each);
        this.#checkTokenLater();
        return;
      case 'waiting':
        this.#closeSocket();
        this.#cancelTimer = this.#options.clock.setTimer(
          () => this.#dispatch({ kind: 'retry' }),
          Math.max(0, state.retryAtMs - this.#options.clock.nowMs()),
        );
        return;
      default:
        this.#closeSocket();
    }
  }

  #connect(attemptId: number): void {
    const isCurrent = () => attemptId === this.#attemptId;
    const end = (cause: string) => {
      if (isCurrent()) this.#end(cause);
    };
    const onOpen = (transport: LiveTransport) => {
      if (isCurrent()) this.#dispatch({ kind: 'opened', transport });
    };
    this.#options.getAccess(this.#providers).then(
      access => {
        if (!isCurrent()) return;
        this.#credentials = credentialsTextOf(access);
        this.#socket = this.#options.openSocket(access, {
          onOpen,
          onTransport: onOpen,
          onEvent: event => isCurrent() && this.#receive(event),
          onEnd: end,
        });
      },
      (error: unknown) =>
        end(error instanceof Error ? error.message : String(error)),
    );
  }

  #closeSocket(): void {
    this.#attemptId += 1;
    this.#cancelTokenCheck?.();
    this.#cancelTokenCheck = undefined;
    this.#socket?.close();
    this.#socket = undefined;
  }

  #checkTokenLater(): void {
    const attemptId = this.#attemptId;
    this.#cancelTokenCheck = this.#options.clock.setTimer(async () => {
      // Without a token now the server ends the connection later, and the reconnect reports why.
      await this.renewAccess().catch(() => undefined);
      if (attemptId === this.#attemptId) this.#checkTokenLater();
    }, TOKEN_CHECK_MS);
  }

  #end(cause: string): void {
    const attempt = this.#state.kind === 'connecting' ? this.#state.attempt : 0;
    const delayMs = reconnectDelayMs(
      attempt,
      this.#options.random ?? Math.random,
    );
    this.#dispatch({
      kind: 'ended',
      cause,
      retryAtMs: this.#options.clock.nowMs() + delayMs,
    });
  }

  #watchSilence(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.setTimer(
      () => this.#end(`nothing heard for ${LIVE_SILENCE_LIMIT_MS / 1000} s`),
      LIVE_SILENCE_LIMIT_MS,
    );
  }

  #receive(event: LiveEvent): void {
    this.#watchSilence();
    if (event.event === 'ping') return;
    if (event.event === 'error' && event.subscription === undefined) {
      // Not about one query: the server refuses the connection as such (for instance an expired token).
      this.#end(event.error.message);
      return;
    }
    if (this.#subscriptions.receive(event)) this.#learnProviders(event);
  }

  /** A cluster that waits for a token of the viewer is shown as such meanwhile. */
  #learnProviders(event: LiveEvent): void {
    const before = this.#providers.size;
    for (const provider of providersOf(event)) this.#providers.add(provider);
    // Without an answer the cluster goes on asking for a sign-in.
    if (this.#providers.size > before)
      this.renewAccess().catch(() => undefined);
  }
}

function credentialsTextOf({ token, clusterTokens }: LiveAccess): string {
  return JSON.stringify([token, clusterTokens]);
}

function providersOf(event: LiveEvent): readonly string[] {
  switch (event.event) {
    case 'resources:snapshot':
    case 'resources:status':
      return event.freshness.flatMap(each => each.tokenProvider ?? []);
    case 'clusters:snapshot':
    case 'clusters:updated':
      return event.items.flatMap(each => each.tokenProvider ?? []);
    default:
      return [];
  }
}
