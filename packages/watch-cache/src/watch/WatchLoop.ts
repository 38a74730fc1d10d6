import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { Clock } from './Clock';
import { followWatch } from './followWatch';
import { listAll } from './listAll';
import {
  failureKindOf,
  initialWatchState,
  nextWatchState,
  type WatchLoopEvent,
  type WatchState,
} from './nextWatchState';
import { forbiddenDelayMs, retryDelayMs } from './retryDelayMs';
import { toWatchError, WatchError } from './WatchError';
import type { WatchSink } from './WatchSink';
import type { WatchEvent, WatchSource } from './WatchSource';
import type { WatchStatus } from './WatchStatus';

/** Ports of the watch loop. */
export interface WatchLoopOptions<T extends KubernetesObject> {
  readonly source: WatchSource<T>;
  readonly sink: WatchSink<T>;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Called whenever the status changes, which includes `asOfMs` on each event. */
  readonly onStatus: (status: WatchStatus) => void;
}

/** One run of `runWatchLoop`. */
export class WatchLoop<T extends KubernetesObject> {
  readonly #options: WatchLoopOptions<T>;
  readonly #signal: AbortSignal;
  #state: WatchState = initialWatchState;
  #status: WatchStatus = { state: 'listing', synced: false };
  #retryAfterMs: number | undefined;

  constructor(options: WatchLoopOptions<T>, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  async run(): Promise<void> {
    while (this.#state.phase !== 'closed') {
      const event = await this.#attempt();
      this.#advance(this.#signal.aborted ? { kind: 'aborted' } : event);
    }
  }

  /** Does what the phase asks for, and tells how it went. */
  async #attempt(): Promise<WatchLoopEvent> {
    try {
      switch (this.#state.phase) {
        case 'listing':
          return await this.#list();
        case 'refreshing':
          await this.#options.source.refreshCredentials(this.#signal);
          return { kind: 'refreshed' };
        case 'backingOff':
        case 'forbidden':
          return await this.#wait();
        default:
          return await this.#watch();
      }
    } catch (thrown) {
      return this.#failed(toWatchError(thrown));
    }
  }

  async #list(): Promise<WatchLoopEvent> {
    const { source, sink, clock } = this.#options;
    const draft = digest(() => sink.startList());
    const resourceVersion = await listAll(
      source,
      items => digest(() => draft.add(items)),
      clock,
      this.#signal,
    );
    if (this.#signal.aborted) return { kind: 'aborted' };
    digest(() => draft.commit());
    this.#inContact({ synced: true });
    return { kind: 'listed', resourceVersion };
  }

  async #watch(): Promise<WatchLoopEvent> {
    const { source, clock, random } = this.#options;
    const { resourceVersion = '' } = this.#state;
    const timeoutSeconds = 300 + Math.floor(random() * 301);
    const end = await followWatch(
      source,
      { resourceVersion, timeoutSeconds },
      event => this.#heard(event),
      clock,
      this.#signal,
    );
    if (end === 'stalled') {
      this.#lostContact('unreachable', 'neither data nor bookmark arrived');
    }
    return { kind: end, atMs: clock.nowMs() };
  }

  #heard(event: WatchEvent<T>): void {
    const { sink, clock } = this.#options;
    const atMs = clock.nowMs();
    this.#inContact();
    if (event.kind === 'opened') {
      this.#advance({ kind: 'opened', atMs });
      return;
    }
    if (event.kind === 'deleted') {
      digest(() => sink.remove(event.object));
    } else if (event.kind !== 'bookmark') {
      digest(() => sink.upsert(event.object));
    }
    const resourceVersion =
      event.kind === 'bookmark'
        ? event.resourceVersion
        : event.object.metadata.resourceVersion;
    if (!resourceVersion) {
      throw new WatchError(
        'malformed',
        `${event.kind} without resourceVersion`,
      );
    }
    this.#advance({ kind: 'progressed', resourceVersion, atMs });
  }

  async #wait(): Promise<WatchLoopEvent> {
    const { clock } = this.#options;
    const leftMs = (this.#status.nextAttemptMs ?? 0) - clock.nowMs();
    await clock.sleep(Math.max(0, leftMs), this.#signal);
    return { kind: 'due' };
  }

  #failed(error: WatchError): WatchLoopEvent {
    const kind = failureKindOf(error);
    // A source that reports an abort nobody asked for has lost its connection.
    const failure = kind === 'aborted' ? 'failed' : kind;
    this.#retryAfterMs = error.retryAfterMs;
    if (failure !== 'expired') this.#lostContact(error.code, error.message);
    return { kind: failure, atMs: this.#options.clock.nowMs() };
  }

  #advance(event: WatchLoopEvent): void {
    const previous = this.#state;
    this.#state = nextWatchState(previous, event);
    const { phase, attempt } = this.#state;
    if (phase === previous.phase) return;
    if (phase === 'backingOff' && this.#status.error === undefined) {
      const isExpired = event.kind === 'expired';
      const code = isExpired ? 'expired' : 'unreachable';
      const what = isExpired ? 'expired again' : 'ended';
      this.#lostContact(code, `the watch ${what} too soon`);
    }
    this.#publish({
      ...this.#status,
      state: phase,
      nextAttemptMs: this.#nextAttemptMs(phase, attempt),
    });
  }

  #nextAttemptMs(phase: WatchState['phase'], attempt: number) {
    const { clock, random } = this.#options;
    const retryAfterMs = this.#retryAfterMs;
    if (phase === 'forbidden') {
      return clock.nowMs() + forbiddenDelayMs(random, retryAfterMs);
    }
    if (phase === 'backingOff') {
      return clock.nowMs() + retryDelayMs(attempt, random, retryAfterMs);
    }
    return undefined;
  }

  #inContact(change: Partial<WatchStatus> = {}): void {
    this.#retryAfterMs = undefined;
    const asOfMs = this.#options.clock.nowMs();
    this.#publish({ ...this.#status, ...change, asOfMs, error: undefined });
  }

  #lostContact(code: WatchError['code'], message: string): void {
    this.#publish({ ...this.#status, error: { code, message } });
  }

  #publish(status: WatchStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
  }
}

/** An object that the sink cannot take is a malformed answer: seen in the status, and listed again after a wait. */
function digest<V>(work: () => V): V {
  try {
    return work();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new WatchError('malformed', message, { cause });
  }
}
