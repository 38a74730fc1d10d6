import type {
  HealthStatus,
  KubernetesObject,
  RowBase,
} from '@orrery/kubernetes-model';
import type { ObjectStore } from '../store/ObjectStore';
import type { RowSort } from './compareLiveRows';

/** A row of a live query. */
export type LiveRowBase = RowBase & {
  /** `cluster|key`, unique within a query. */
  readonly id: string;
  readonly cluster: string;
};

/**
 * Live queries over stores, shared between equal subscribers.
 *
 * Guarantees:
 * - A subscriber first gets a snapshot, synchronously; or, when `resume` names a position still known, one batch of the
 *   changes since (nothing when there are none). Never a guess: an unknown position gets a snapshot.
 * - Snapshot plus all changes, applied by `id` (deleted first), always equals a fresh query at that position.
 * - A later snapshot is a reset: forget all rows.
 * - Changes are minimal: only rows whose content differs from what was sent last. A row that enters or leaves the window is
 *   created or deleted. A batch may change only the summary.
 * - The first change after quiet is sent at once, synchronously; then at most one batch per `coalesceMs`, except that a
 *   subscriber who joins (or resumes) flushes what is pending.
 * - Equal queries over the same stores with equal `rightsKey` share one computation: the members of the first are used.
 * - A computation lives on for `lingerMs` after its last subscriber left, so that a reconnect can resume.
 * - A paused subscriber costs nothing: on `resume()` it gets what it missed, coalesced per row, or a snapshot when that is
 *   more than the computation's bounded history.
 * - A listener that throws is unsubscribed and reported to `onListenerError`.
 */
export interface LiveQueries<R extends LiveRowBase = LiveRowBase> {
  /** Throws `ModelError` on a bad selector. */
  subscribe(
    query: LiveQuerySpec<R>,
    listener: LiveListener<R>,
    resume?: LivePosition,
  ): LiveSubscription;
  /** Computations alive, lingering ones included. */
  readonly computations: number;
  /** Ends all subscriptions, silently. Subscribing afterwards throws. */
  dispose(): void;
}

/** What is asked, of which stores, with which rights. */
export interface LiveQuerySpec<R extends LiveRowBase = LiveRowBase> {
  readonly members: readonly LiveMember<R>[];
  /** Equal for viewers whose `allows` answer equally on every member. */
  readonly rightsKey: string;
  readonly filter?: LiveFilter;
  /** Default: worst health first, then namespace, name. */
  readonly sort?: readonly RowSort[];
  readonly window?: { readonly offset: number; readonly limit: number };
}

/** One store that takes part, and what of it the viewer may see. */
export interface LiveMember<R extends LiveRowBase = LiveRowBase> {
  readonly cluster: string;
  /** The caller holds the lease for as long as it is subscribed. */
  readonly store: ObjectStore<KubernetesObject, R>;
  readonly allows: (row: R) => boolean;
}

/** Which rows are wanted; every part must hold. */
export interface LiveFilter {
  /** Empty or absent means all. */
  readonly namespaces?: readonly string[];
  /** Label selector, as kubectl's `-l`. */
  readonly selector?: string;
  /** Words, all required, found case-insensitively in name, namespace, node, images or health message. */
  readonly text?: string;
  /** Empty or absent means all. */
  readonly health?: readonly HealthStatus[];
}

/** Where to go on after a reconnect; `epoch` names one computation of one process. */
export interface LivePosition {
  readonly epoch: string;
  readonly revision: number;
}

/** Counts over the whole result: before the window and before the health filter. */
export interface LiveSummary {
  readonly total: number;
  readonly byHealth: Readonly<Partial<Record<HealthStatus, number>>>;
}

/** What a subscriber is told. */
export type LiveUpdate<R extends LiveRowBase = LiveRowBase> =
  | {
      readonly kind: 'snapshot';
      readonly position: LivePosition;
      /** Sorted. */
      readonly rows: readonly R[];
      readonly summary: LiveSummary;
    }
  | {
      readonly kind: 'changes';
      readonly position: LivePosition;
      readonly created: readonly R[];
      readonly updated: readonly R[];
      /** Ids. */
      readonly deleted: readonly string[];
      readonly summary: LiveSummary;
    };

/** Called synchronously, one update after the other; must not block. */
export type LiveListener<R extends LiveRowBase = LiveRowBase> = (
  update: LiveUpdate<R>,
) => void;

/** Flow control of one subscriber. All calls are harmless when repeated or late. */
export interface LiveSubscription {
  /** Nothing is sent until `resume()`. May be called inside the listener. */
  pause(): void;
  /** Sends what was missed, at once, as one batch or as a snapshot. */
  resume(): void;
  close(): void;
}
