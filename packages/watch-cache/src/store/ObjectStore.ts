import type { KubernetesObject, RowBase } from '@orrery/kubernetes-model';

/**
 * Read side of the objects of one kind in one cluster.
 *
 * Guarantees:
 * - One entry per key. Changes of one object are reported in order; there is no order across objects.
 * - A relist is one batch: objects missing from it are reported deleted, equal ones (same uid and resourceVersion) not at all.
 * - An object recreated under the same key with another uid is reported as deleted, then added.
 * - A deleted change carries the last known entry.
 * - Listeners run synchronously, after all indexes and `revision` are up to date; they must not throw.
 * - `row` is projected once per change of its object and once more when its `health.reviewAtMs` is due; the same reference
 *   is kept while its content stays the same.
 * - Entries are immutable: a change makes a new one.
 * - Revisions belong to this store object; another store numbers differently.
 */
export interface ObjectStore<
  T extends KubernetesObject = KubernetesObject,
  R extends RowBase = RowBase,
> {
  /** Grows by one with each batch; 0 = nothing ever stored. */
  readonly revision: number;
  readonly size: number;
  get(key: string): StoreEntry<T, R> | undefined;
  entries(): Iterable<StoreEntry<T, R>>;
  byNamespace(namespace: string): Iterable<StoreEntry<T, R>>;
  byLabel(label: string, value: string): Iterable<StoreEntry<T, R>>;
  /** By any of `metadata.ownerReferences[].uid`. */
  byOwner(uid: string): Iterable<StoreEntry<T, R>>;
  /** By `spec.nodeName`. */
  byNode(node: string): Iterable<StoreEntry<T, R>>;
  /** Net changes after `revision`, or `reset` when the bounded log does not reach back that far. */
  changesSince(revision: number): StoreDelta<T, R> | 'reset';
  /** Returns the undo. */
  onChange(listener: (batch: StoreBatch<T, R>) => void): () => void;
}

/** One object and the row made of it. */
export interface StoreEntry<
  T extends KubernetesObject = KubernetesObject,
  R extends RowBase = RowBase,
> {
  readonly key: string;
  readonly uid: string;
  /** Trimmed. */
  readonly object: T;
  readonly row: R;
}

/** What changed at once. */
export interface StoreBatch<
  T extends KubernetesObject = KubernetesObject,
  R extends RowBase = RowBase,
> {
  readonly revision: number;
  readonly changes: readonly StoreChange<T, R>[];
}

/** What happened to one object. */
export type StoreChange<
  T extends KubernetesObject = KubernetesObject,
  R extends RowBase = RowBase,
> =
  | { readonly kind: 'added'; readonly entry: StoreEntry<T, R> }
  | {
      readonly kind: 'modified';
      readonly entry: StoreEntry<T, R>;
      readonly previous: StoreEntry<T, R>;
    }
  | { readonly kind: 'deleted'; readonly entry: StoreEntry<T, R> };

/** Coalesced per object: apply `deleted` first, then `upserted`. */
export interface StoreDelta<
  T extends KubernetesObject = KubernetesObject,
  R extends RowBase = RowBase,
> {
  readonly revision: number;
  readonly upserted: readonly StoreEntry<T, R>[];
  readonly deleted: readonly { readonly key: string; readonly uid: string }[];
}
