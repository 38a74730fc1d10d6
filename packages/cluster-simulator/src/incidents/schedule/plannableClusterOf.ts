import type { TypedStore } from '../../controllers/TypedStore';
import { readyConditionOf } from '../../controllers/nodes/nodeState';
import { EXTERNAL_TRAFFIC } from '../../telemetry/platformTraffic';
import type { PlannableCluster } from './PlannedIncident';

/** What there is in a cluster for incidents to befall, as it stands. O(workloads + nodes). */
export function plannableClusterOf(
  name: string,
  store: TypedStore,
): PlannableCluster {
  const keyOf = ({
    metadata,
  }: {
    readonly metadata: { readonly namespace?: string; readonly name: string };
  }) => `${metadata.namespace}/${metadata.name}`;
  const nodes = store
    .list('nodes')
    .filter(
      node =>
        readyConditionOf(node)?.status === 'True' &&
        (node.spec.taints ?? []).length === 0,
    );
  return {
    name,
    services: new Set([
      ...store.list('deployments.apps').map(keyOf),
      ...store.list('statefulsets.apps').map(keyOf),
      ...Object.keys(EXTERNAL_TRAFFIC),
    ]),
    claims: new Set(store.list('persistentvolumeclaims').map(keyOf)),
    nodes: nodes.map(({ metadata }) => metadata.name),
    zones: [
      ...new Set(
        nodes.flatMap(
          ({ metadata }) =>
            metadata.labels?.['topology.kubernetes.io/zone'] ?? [],
        ),
      ),
    ],
  };
}
