import type { KubernetesObject, RowBase } from '@orrery/kubernetes-model';
import type {
  ResourceCache,
  ResourceCacheOptions,
  ResourceLease,
} from './ResourceCache';
import { WatchSession } from './WatchSession';

class LeasedCache<T extends KubernetesObject, R extends RowBase>
  implements ResourceCache<T, R>
{
  readonly #options: ResourceCacheOptions<T, R>;
  /** Closed sessions that still run down, too, until they have ended. */
  readonly #ending = new Set<Promise<void>>();
  #session: WatchSession<T, R> | undefined;
  #idle: AbortController | undefined;
  #leases = 0;
  #isDisposed = false;

  constructor(options: ResourceCacheOptions<T, R>) {
    this.#options = options;
  }

  lease(): ResourceLease<T, R> {
    if (this.#isDisposed) throw new Error('the resource cache is disposed of');
    this.#idle?.abort();
    this.#session ??= new WatchSession(this.#options);
    this.#leases += 1;
    return this.#leaseOf(this.#session);
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#idle?.abort();
    this.#close();
    await Promise.all(this.#ending);
  }

  #leaseOf(session: WatchSession<T, R>): ResourceLease<T, R> {
    const undo = new Set<() => void>();
    let isReleased = false;
    return {
      store: session.store,
      status: () => session.status,
      onStatus: listener => {
        if (isReleased) return () => {};
        const stop = session.onStatus(listener);
        undo.add(stop);
        return () => {
          undo.delete(stop);
          stop();
        };
      },
      release: () => {
        if (isReleased) return;
        isReleased = true;
        for (const stop of undo) stop();
        this.#released();
      },
    };
  }

  #released(): void {
    this.#leases -= 1;
    if (this.#leases > 0 || this.#session === undefined) return;
    const { clock, idleMs = 60_000 } = this.#options;
    this.#idle = new AbortController();
    clock.sleep(idleMs, this.#idle.signal).then(
      () => this.#close(),
      () => {
        // Aborted: leased again, or disposed of.
      },
    );
  }

  #close(): void {
    const session = this.#session;
    if (session === undefined) return;
    this.#session = undefined;
    const ended = session.end();
    this.#ending.add(ended);
    ended.finally(() => this.#ending.delete(ended));
  }
}

/** A cache that watches nothing until it is leased. */
export function createResourceCache<
  T extends KubernetesObject,
  R extends RowBase,
>(options: ResourceCacheOptions<T, R>): ResourceCache<T, R> {
  return new LeasedCache(options);
}
