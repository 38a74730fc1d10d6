import type {
  KindRef,
  ManagedCluster,
  Viewer,
} from '@orrery/backstage-plugin-clusters-node';
import { findKind } from '@orrery/kubernetes-model';

const DISCOVERY_TIMEOUT_MS = 5_000;

/**
 * The kind that a query means in a cluster: `Pod`, `pods`, `ingresses.networking.k8s.io`. Built-in kinds need no answer of
 * the cluster, so that a dead one is still seen as stale; `undefined` when the cluster does not serve it.
 * Where only the viewer's own token is accepted, the cluster is asked with that; rejects as `viewerOf` does.
 */
export async function resolveKind(
  cluster: ManagedCluster,
  name: string,
  viewerOf: () => Promise<Viewer | undefined>,
): Promise<KindRef | undefined> {
  const builtIn = findKind(name);
  if (builtIn) {
    const { group, version, plural, kind, namespaced } = builtIn;
    return { group, version, plural, kind, namespaced };
  }
  const viewer =
    cluster.credentials === 'viewer' ? await viewerOf() : undefined;
  return cluster.connection.findKind(name, {
    timeoutMs: DISCOVERY_TIMEOUT_MS,
    ...(viewer && { viewer }),
  });
}
