import type { WatchSource } from '@orrery/watch-cache';
import type { ClusterConnection } from '../connection/ClusterConnection';
import type { KindRef, ListSelection, Viewer } from '../connection/KindRef';
import type { ClusterDashboard } from './ClusterEntry';
import type { ClusterStatus } from './ClusterState';

/**
 * A cluster of the registry, kept alive by it.
 * - `status()` is a snapshot; `subscribe` reports each new snapshot, in order, and nothing after `stopped`.
 * - A failed or unreachable cluster stays in the registry with its cause; calls on its connection fail with a `ClusterError`.
 * - `credentials: 'viewer'` means that every call needs the signed-in user's token and that watches must not be shared.
 */
export interface ManagedCluster {
  readonly name: string;
  readonly title: string;
  /** False: refuse every write before it is sent. */
  readonly writes: boolean;
  readonly credentials: 'shared' | 'viewer';
  /** For `viewer`: which sign-in the token comes from, for instance `oidc.okta`. */
  readonly viewerProvider?: string;
  readonly dashboard?: ClusterDashboard;
  /** Which source named it: `kubernetes/config`, `kubeconfig FILE`, `in-cluster`, … */
  readonly source: string;
  readonly connection: ClusterConnection;
  status(): ClusterStatus;
  /** For @orrery/watch-cache. With `viewer` only for clusters whose credentials are the viewer's. */
  watchSource(
    kind: KindRef,
    selection?: ListSelection,
    viewer?: Viewer,
  ): WatchSource;
  /** Checks now instead of when due; resolves with the new status; rejects only on abort. */
  check(signal: AbortSignal): Promise<ClusterStatus>;
  /** Listeners must not throw. Returns the undo. */
  subscribe(listener: (status: ClusterStatus) => void): () => void;
}
