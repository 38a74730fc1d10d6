import type { ClustersErrorCode } from '../errors/ClustersErrorCode';
import type { ClusterProblem, ClusterSummary } from '../rest/ClusterSummary';
import type {
  ClusterFreshness,
  LivePosition,
  LiveQuery,
  LiveRow,
  LiveSummary,
} from './LiveQuery';

/**
 * Messages of the live protocol; the same objects travel as socket.io events (event name = `event`, payload = the message)
 * and as NDJSON lines.
 *
 * Guarantees:
 * - A subscription first gets `resources:snapshot` (one or more parts), or, when it resumed, only the changes it missed.
 * - `position` is where to resume after this message has been applied; messages of one batch share the position of the
 *   previous batch until the last one of the batch.
 * - Changes are idempotent by row `id`: applying one twice is harmless.
 * - A `resources:snapshot` with `part: 0` after the first one is a reset: forget all rows, but those of clusters that its
 *   freshness calls not `synced` (and not forbidden), which are not known yet: they hold until the cluster is synced.
 * - A cluster is called `synced` only after its rows were sent.
 * - A subscription to clusters gets `clusters:snapshot`, then `clusters:updated` at most once a second; it never resumes.
 * - Row order is not sent: sort by the query's `sort` with `compareLiveRows`, which is total.
 */
export type LiveEvent =
  | LiveSnapshotEvent
  | LiveRowsEvent
  | LiveDeletedEvent
  | LiveStatusEvent
  | ClustersSnapshotEvent
  | ClustersUpdatedEvent
  | LiveErrorEvent
  | LivePingEvent;

export interface LiveSnapshotEvent {
  readonly event: 'resources:snapshot';
  readonly subscription: string;
  readonly position: LivePosition;
  readonly rows: readonly LiveRow[];
  /** Parts of a large snapshot are numbered from 0; the snapshot holds once part `parts - 1` arrived. */
  readonly part: number;
  readonly parts: number;
  readonly summary: LiveSummary;
  readonly freshness: readonly ClusterFreshness[];
}

export interface LiveRowsEvent {
  readonly event: 'resource:created' | 'resource:updated';
  readonly subscription: string;
  readonly position: LivePosition;
  readonly rows: readonly LiveRow[];
  readonly summary?: LiveSummary;
}

export interface LiveDeletedEvent {
  readonly event: 'resource:deleted';
  readonly subscription: string;
  readonly position: LivePosition;
  readonly ids: readonly string[];
  readonly summary?: LiveSummary;
}

/** Freshness changed without a change of rows. */
export interface LiveStatusEvent {
  readonly event: 'resources:status';
  readonly subscription: string;
  readonly freshness: readonly ClusterFreshness[];
}

/** Every cluster that the viewer may see, and the entries that could not be used; forget those of before. */
export interface ClustersSnapshotEvent {
  readonly event: 'clusters:snapshot';
  readonly subscription: string;
  readonly items: readonly ClusterSummary[];
  readonly problems: readonly ClusterProblem[];
}

/** What changed; contact alone is told every 15 s only. */
export interface ClustersUpdatedEvent {
  readonly event: 'clusters:updated';
  readonly subscription: string;
  /** New and changed clusters, whole. */
  readonly items: readonly ClusterSummary[];
  /** Names of clusters that are gone. */
  readonly removed: readonly string[];
  /** All of them, when they changed. */
  readonly problems?: readonly ClusterProblem[];
}

/** The subscription ended, or was never opened. Other subscriptions of the connection go on. */
export interface LiveErrorEvent {
  readonly event: 'error';
  readonly subscription?: string;
  readonly error: {
    readonly code: ClustersErrorCode;
    readonly message: string;
    readonly details?: Readonly<Record<string, string>>;
  };
}

/** Sent every 15 s when nothing else was; a client that hears nothing for 40 s reconnects. */
export interface LivePingEvent {
  readonly event: 'ping';
  readonly atMs: number;
}

/** Client → server, socket.io `subscribe:resources`. NDJSON carries the same as query parameters. */
export interface SubscribeRequest {
  /** Chosen by the client, unique per connection. */
  readonly subscription: string;
  readonly query: LiveQuery;
  /** Present on reconnect. */
  readonly resume?: LivePosition;
}

/** Client → server, socket.io `subscribe:clusters`. NDJSON needs nothing but the path. */
export interface SubscribeClustersRequest {
  /** Chosen by the client, unique per connection, among subscriptions to resources too. */
  readonly subscription: string;
}

/** Client → server, socket.io `unsubscribe:resources` and `unsubscribe:clusters`. */
export interface UnsubscribeRequest {
  readonly subscription: string;
}
