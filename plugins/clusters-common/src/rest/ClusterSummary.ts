/**
 * `initializing` until the first answer; `degraded`: it answers, but says that it is not ready; `unauthorized`: it refuses
 * our credentials; `failed`: it cannot work as configured, see `lastError`.
 */
export type ClusterState =
  | 'initializing'
  | 'connected'
  | 'degraded'
  | 'unreachable'
  | 'unauthorized'
  | 'failed';

/** One cluster as the viewer may see it. Times in ms since the epoch. */
export interface ClusterSummary {
  readonly name: string;
  readonly title?: string;
  readonly state: ClusterState;
  /** Since when it is in this state. */
  readonly sinceMs: number;
  /** Kubernetes version: `v1.34.2`. */
  readonly version?: string;
  readonly lastContactMs?: number;
  readonly lastError?: string;
  /** False unless writes are switched on for this cluster. */
  readonly writable: boolean;
  /** Absent, or a count absent, when it is not known or the viewer may not list; never a guessed 0. */
  readonly counts?: ClusterCounts;
  /** How fresh each kind is that somebody watches right now. */
  readonly freshness: readonly KindFreshness[];
  /** Where the cluster was found. */
  readonly source: ClusterSource;
  /**
   * Set where nothing can be shown without the viewer's own token, which the client then sends: the provider's id, the key in
   * `LiveCredentials.clusterTokens` and the end of the header's name (`clusterTokenHeaderOf`).
   */
  readonly tokenProvider?: string;
}

export interface ClusterCounts {
  readonly nodes?: number;
  readonly pods?: number;
  readonly namespaces?: number;
}

/** `config`, `catalog`, `localKubectlProxy`, `kubeconfig`, or the name a provider of the extension point chose. */
export type ClusterSource = string;

export interface KindFreshness {
  readonly kind: string;
  readonly state: 'loading' | 'live' | 'stale' | 'forbidden' | 'failed';
  readonly synced: boolean;
  readonly asOfMs?: number;
  readonly cause?: string;
}

/** An entry of the configuration that could not be used. */
export interface ClusterProblem {
  readonly source: ClusterSource;
  readonly name: string;
  readonly message: string;
}

/** `GET /v1/clusters` */
export interface ClusterList {
  readonly items: readonly ClusterSummary[];
  readonly problems: readonly ClusterProblem[];
}

/** A kind that a cluster serves. */
export interface KindSummary {
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
}

/** `GET /v1/clusters/:cluster/kinds` */
export interface KindList {
  readonly items: readonly KindSummary[];
}
