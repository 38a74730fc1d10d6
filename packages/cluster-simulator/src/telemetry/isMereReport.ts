import { isEqualJson, type KubernetesObject } from '@orrery/kubernetes-model';
import type { StoreChange } from '../store/ClusterStore';
import { objectAt, objectsAt, valueAt } from '../json/readJson';

/**
 * Whether a change tells nothing new about the world: the heartbeat of a node, and what an autoscaler measured, of
 * which statements are made elsewhere. Both come every few seconds in a fleet where nothing happens. O(size of both).
 */
export function isMereReport({
  kind,
  resource,
  object,
  previous,
}: StoreChange): boolean {
  if (kind !== 'modified' || !previous) return false;
  switch (resource) {
    case 'nodes':
      return isEqualJson(
        withoutHeartbeats(object),
        withoutHeartbeats(previous),
      );
    case 'horizontalpodautoscalers.autoscaling':
      return isEqualJson(valueAt(object, 'spec'), valueAt(previous, 'spec'));
    default:
      return false;
  }
}

function withoutHeartbeats(node: KubernetesObject): unknown {
  const { resourceVersion, managedFields, ...metadata } = node.metadata;
  const conditions = objectsAt(node, 'status', 'conditions').map(
    ({ lastHeartbeatTime, ...condition }) => condition,
  );
  const status = { ...objectAt(node, 'status'), conditions };
  return { metadata, spec: valueAt(node, 'spec'), status };
}
