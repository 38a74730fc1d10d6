import type { KubernetesObject, RowBase } from '@orrery/kubernetes-model';
import type { ObjectStore } from '../store/ObjectStore';
import type { Clock } from '../watch/Clock';
import type { WatchSource } from '../watch/WatchSource';
import type { WatchStatus } from '../watch/WatchStatus';

/**
 * One kind of one cluster, watched while somebody looks.
 *
 * Guarantees:
 * - The first lease opens the watch; the last release closes it after `idleMs`, so that a page reload does not list again.
 * - A second release of the same lease is harmless; `onStatus` listeners end with their lease.
 * - Closing frees the objects: a later lease starts with an empty store. A store read after its lease was released may be frozen.
 * - The watch never ends by itself; failures are seen in `status()`.
 */
export interface ResourceCache<
  T extends KubernetesObject = KubernetesObject,
  R extends RowBase = RowBase,
> {
  lease(): ResourceLease<T, R>;
  /** Closes at once, whoever holds leases; resolves once nothing runs any more. Leasing afterwards throws. */
  dispose(): Promise<void>;
}

/** One viewer's hold on a cache. */
export interface ResourceLease<
  T extends KubernetesObject = KubernetesObject,
  R extends RowBase = RowBase,
> {
  readonly store: ObjectStore<T, R>;
  status(): WatchStatus;
  /** Called on each change of status other than a mere `asOfMs`. Returns the undo. */
  onStatus(listener: (status: WatchStatus) => void): () => void;
  release(): void;
}

/** How to watch one kind of one cluster, and what to keep. */
export interface ResourceCacheOptions<
  T extends KubernetesObject,
  R extends RowBase,
> {
  readonly source: WatchSource<T>;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** What to keep of an object; default: everything. */
  readonly trim?: (object: T) => T;
  /** The row that queries see; for live queries it carries `id` and `cluster` too (see LiveRowBase). Pure; must not throw. */
  readonly project: (object: T, nowMs: number) => R;
  /** How long to keep watching after the last release; default 60 000. */
  readonly idleMs?: number;
  /** Bound of the change log in changes; default 5 000. */
  readonly logLimit?: number;
}
