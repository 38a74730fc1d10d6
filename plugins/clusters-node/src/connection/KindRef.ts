import type { ResourceKind } from '@orrery/kubernetes-model';
import type { Impersonation } from '../cluster/ClusterEntry';

/** Where a kind is served. `group` is `''` for the core group. */
export interface KindRef {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** A kind as the API server's discovery describes it. */
export interface DiscoveredKind extends ResourceKind {
  readonly verbs: readonly string[];
  /** Names such as `status`, `scale`, `log`. */
  readonly subresources: readonly string[];
  /** True for the version that the server prefers for this group and resource. */
  readonly preferred: boolean;
}

/** Which objects of a kind. */
export interface ListSelection {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** One object. `namespace` is required for namespaced kinds. */
export interface ObjectRef {
  readonly name: string;
  readonly namespace?: string;
}

/** On whose behalf a call is made. Without it the cluster's own credential is used. */
export interface Viewer {
  /** The signed-in user's token; required by clusters whose credentials are `viewer`. Never logged. */
  readonly token?: string;
  /** Impersonation headers, sent with the cluster's credential. */
  readonly impersonate?: Impersonation;
}
