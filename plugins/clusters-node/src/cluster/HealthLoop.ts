import type { Clock } from '@orrery/watch-cache';
import { ClusterError } from '../ClusterError';
import { abortable } from '../connection/abortable';
import type { ClusterStatus } from './ClusterState';
import {
  clusterEventOf,
  nextClusterState,
  type ClusterEvent,
} from './nextClusterState';
import type { ClusterProbe } from './probeCluster';

export interface HealthLoopOptions {
  readonly clusterName: string;
  /** Called before a check that follows a refused credential. */
  readonly refreshCredentials: () => void;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Between checks of a cluster that answers; default 30 000, ±10 %. */
  readonly intervalMs?: number;
}

/** One check; rejects with a `ClusterError`. */
export type Probe = (
  signal: AbortSignal,
  isIdentified: boolean,
) => Promise<ClusterProbe>;

const defaultIntervalMs = 30_000;
const firstRetryMs = 1_000;
const lastRetryMs = 60_000;
/** Faults of calls bring the next check forward, but not more often than this. */
const wakeGapMs = 2_000;

/**
 * Checks one cluster for as long as it is in the registry: every 30 s while it answers, with full-jitter back-off from 1 s to
 * 60 s (at least `Retry-After`) while it does not. Never ends by itself except in `failed`.
 */
export class HealthLoop {
  readonly #options: HealthLoopOptions;
  readonly #stop = new AbortController();
  readonly #listeners = new Set<(status: ClusterStatus) => void>();
  #status: ClusterStatus;
  #failures = 0;
  #retryAfterMs = 0;
  #probe?: Probe;
  #running?: Promise<void>;
  #loop?: Promise<void>;
  #nap?: AbortController;
  /** A check ended that the loop has not looked at yet. */
  #hasNews = false;
  #lastCheckMs = -Infinity;

  constructor(options: HealthLoopOptions) {
    this.#options = options;
    this.#status = {
      state: 'initializing',
      sinceMs: options.clock.nowMs(),
    };
  }

  status(): ClusterStatus {
    return this.#status;
  }

  subscribe(listener: (status: ClusterStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(probe: Probe): void {
    this.#probe ??= probe;
    this.#loop ??= this.#run();
  }

  /** Sets a cause that only another entry can cure; no check is made any more. */
  fail(error: ClusterError): void {
    this.#apply('misconfigured', { lastError: causeOf(error) });
  }

  /** Checks now, or joins the check that runs; before `start` it only answers. Rejects only on abort. */
  async check(signal: AbortSignal): Promise<ClusterStatus> {
    await abortable(this.#checkOnce(), signal);
    // The loop paces itself by what this check found, unless it ran the check itself.
    if (this.#hasNews) this.#nap?.abort();
    return this.#status;
  }

  /** The API server answered something. */
  noteContact(): void {
    this.#status = {
      ...this.#status,
      lastContactMs: this.#options.clock.nowMs(),
    };
  }

  /** A call failed in a way that a check should look into soon. */
  noteFault(): void {
    const isRecent =
      this.#options.clock.nowMs() - this.#lastCheckMs < wakeGapMs;
    if (this.#status.state === 'connected' && !isRecent) this.#nap?.abort();
  }

  async stop(): Promise<void> {
    this.#stop.abort(new Error('the cluster was removed'));
    this.#nap?.abort();
    await this.#loop;
    this.#apply('stop', {});
    this.#listeners.clear();
  }

  async #run(): Promise<void> {
    while (!this.#isOver()) {
      if (!this.#hasNews) await this.#checkOnce();
      this.#hasNews = false;
      if (this.#isOver()) return;
      const delayMs = this.#nextDelayMs();
      this.#status = {
        ...this.#status,
        nextCheckMs: this.#options.clock.nowMs() + delayMs,
      };
      await this.#sleep(delayMs);
    }
  }

  #isOver(): boolean {
    return this.#stop.signal.aborted || this.#status.state === 'failed';
  }

  #checkOnce(): Promise<void> {
    this.#running ??= this.#look().finally(() => {
      this.#hasNews = true;
      this.#running = undefined;
    });
    return this.#running;
  }

  async #look(): Promise<void> {
    const probe = this.#probe;
    if (probe === undefined || this.#isOver()) return;
    const { refreshCredentials, clock, clusterName } = this.#options;
    if (this.#status.state === 'unauthorized') refreshCredentials();
    this.#lastCheckMs = clock.nowMs();
    try {
      const { version, identity, notReady } = await probe(
        this.#stop.signal,
        this.#status.identity !== undefined,
      );
      this.#failures = 0;
      this.#retryAfterMs = 0;
      this.#apply(notReady ? 'notReady' : 'ready', {
        version: version ?? this.#status.version,
        identity: identity ?? this.#status.identity,
        lastError: notReady && causeOf(notReady),
      });
    } catch (thrown) {
      if (this.#stop.signal.aborted) return;
      const error =
        thrown instanceof ClusterError
          ? thrown
          : new ClusterError(`cluster ${clusterName}: ${String(thrown)}`, {
              code: 'malformed',
              clusterName,
              cause: thrown,
            });
      this.#failures++;
      this.#retryAfterMs = error.retryAfterMs ?? 0;
      this.#apply(clusterEventOf(error.code), { lastError: causeOf(error) });
    }
  }

  #nextDelayMs(): number {
    const { random, intervalMs = defaultIntervalMs } = this.#options;
    if (this.#failures === 0) return intervalMs * (0.9 + 0.2 * random());
    const ceilingMs = Math.min(
      lastRetryMs,
      firstRetryMs * 2 ** Math.min(this.#failures - 1, 10),
    );
    return Math.max(this.#retryAfterMs, random() * ceilingMs);
  }

  async #sleep(delayMs: number): Promise<void> {
    this.#nap = new AbortController();
    if (this.#stop.signal.aborted) return;
    try {
      await this.#options.clock.sleep(delayMs, this.#nap.signal);
    } catch {
      // Woken by a fault, a check on demand or `stop`; the loop looks at each.
    } finally {
      this.#nap = undefined;
    }
  }

  #apply(event: ClusterEvent, facts: Partial<ClusterStatus>): void {
    const before = this.#status;
    const state = nextClusterState(before.state, event);
    const sinceMs =
      state === before.state ? before.sinceMs : this.#options.clock.nowMs();
    const after = { ...before, lastError: undefined, ...facts, state, sinceMs };
    this.#status =
      event === 'stop' ? { ...after, lastError: before.lastError } : after;
    if (isNews(before, this.#status)) {
      for (const listener of this.#listeners) listener(this.#status);
    }
  }
}

function causeOf(error: ClusterError): ClusterStatus['lastError'] {
  return { code: error.code, message: error.message };
}

function isNews(before: ClusterStatus, after: ClusterStatus): boolean {
  return (
    before.state !== after.state ||
    before.version !== after.version ||
    before.identity !== after.identity ||
    before.lastError?.message !== after.lastError?.message
  );
}
