import type { HealthStatus, ResourceRow } from '@orrery/kubernetes-model';

/** What a viewer asks to be kept informed about. Equal queries with equal rights share one computation on the server. */
export interface LiveQuery {
  /** Cluster names; empty means every cluster that the viewer may see. */
  readonly clusters: readonly string[];
  /** A kind (`Pod`), or `plural.group` where kinds are ambiguous (`ingresses.networking.k8s.io`). */
  readonly kind: string;
  /** Namespaces; empty or absent means all. */
  readonly namespace?: readonly string[];
  /** Label selector, equality and set based, as kubectl's `-l`. */
  readonly selector?: string;
  /** Case-insensitive text found in name, namespace, node, image or health message; words are all required. */
  readonly text?: string;
  /** Only these states. */
  readonly health?: readonly HealthStatus[];
  /** Default: health (worst first), then namespace, name. Ties always end at cluster and key. */
  readonly sort?: readonly LiveSort[];
  /** Part of the sorted result; absent means all of it, up to the server's limit. */
  readonly window?: { readonly offset: number; readonly limit: number };
}

export interface LiveSort {
  /** Field of the row: `health`, `name`, `namespace`, `cluster`, `age`, `restarts`, `ready`, `node`, … */
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

/** A row of the result. `id` = `cluster|key`, unique within a query. */
export type LiveRow = ResourceRow & {
  readonly id: string;
  readonly cluster: string;
};

/** How fresh one cluster's part of the answer is. Never guess a zero: without `synced` a count is not known. */
export interface ClusterFreshness {
  readonly cluster: string;
  readonly state: 'loading' | 'live' | 'stale' | 'forbidden' | 'failed';
  /** True once a complete list was received; rows stay valid as of `asOfMs` while stale. */
  readonly synced: boolean;
  /** Last contact with the cluster, ms since the epoch. */
  readonly asOfMs?: number;
  /** Why it is stale, forbidden or failed: `connection refused`, `list pods in payments`. */
  readonly cause?: string;
  /** When the next attempt is due. */
  readonly nextAttemptMs?: number;
  /**
   * The cluster shows only what the viewer may see himself, and his token was not sent: the provider to sign in with, as
   * `ClusterSummary.tokenProvider`.
   */
  readonly tokenProvider?: string;
  /** Namespaces left out because the viewer may not list there; absent when complete. */
  readonly forbiddenNamespaces?: readonly string[];
}

/** Counts over the whole result (before `window` and before the `health` filter). */
export interface LiveSummary {
  readonly total: number;
  readonly byHealth: Readonly<Partial<Record<HealthStatus, number>>>;
}

/** Where to go on after a reconnect. `epoch` changes when the server restarts or dropped the computation. */
export interface LivePosition {
  readonly epoch: string;
  readonly revision: number;
}
