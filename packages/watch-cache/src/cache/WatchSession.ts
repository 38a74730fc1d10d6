import type { KubernetesObject, RowBase } from '@orrery/kubernetes-model';
import { createObjectStore } from '../store/createObjectStore';
import type { WritableObjectStore } from '../store/MemoryObjectStore';
import { sameContent } from '../store/sameContent';
import { runWatchLoop } from '../watch/runWatchLoop';
import type { WatchStatus } from '../watch/WatchStatus';
import type { ResourceCacheOptions } from './ResourceCache';

/** Verdicts that depend on time are at most this late. */
const REVIEW_INTERVAL_MS = 1_000;

/** One store and the loop that fills it, from the first lease to the end. */
export class WatchSession<T extends KubernetesObject, R extends RowBase> {
  readonly store: WritableObjectStore<T, R>;
  readonly #options: ResourceCacheOptions<T, R>;
  readonly #lifetime = new AbortController();
  readonly #listeners = new Set<(status: WatchStatus) => void>();
  readonly #ended: Promise<void>;
  #status: WatchStatus = { state: 'listing', synced: false };

  constructor(options: ResourceCacheOptions<T, R>) {
    const { source, clock, random, trim, project, logLimit } = options;
    const nowMs = () => clock.nowMs();
    this.#options = options;
    this.store = createObjectStore({ trim, project, logLimit, nowMs });
    const { signal } = this.#lifetime;
    const onStatus = (status: WatchStatus) => this.#setStatus(status);
    this.#ended = Promise.all([
      runWatchLoop(
        { source, sink: this.store, clock, random, onStatus },
        signal,
      ),
      this.#review(signal),
    ]).then(() => {});
  }

  get status(): WatchStatus {
    return this.#status;
  }

  /** Returns the undo. */
  onStatus(listener: (status: WatchStatus) => void): () => void {
    const own = (status: WatchStatus) => listener(status);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Resolves once nothing runs any more. */
  end(): Promise<void> {
    this.#lifetime.abort();
    return this.#ended;
  }

  async #review(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#reviewOnce();
      await this.#options.clock.sleep(REVIEW_INTERVAL_MS, signal).catch(() => {
        // Aborted: the condition of the loop ends it.
      });
    }
  }

  #reviewOnce(): void {
    try {
      this.store.review();
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      const error = { code: 'malformed' as const, message };
      this.#setStatus({ ...this.#status, error });
    }
  }
  #setStatus(status: WatchStatus): void {
    const previous = this.#status;
    this.#status = status;
    if (sameContent({ ...previous, asOfMs: 0 }, { ...status, asOfMs: 0 })) {
      return;
    }
    for (const listener of [...this.#listeners]) listener(status);
  }
}
