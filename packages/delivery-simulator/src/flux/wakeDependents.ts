import {
  conditionOf,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort, KindRef } from '../cluster/ClusterPort';
import type { ObjectController } from '../reconciling/createObjectController';

/**
 * Lets those that depend on an object look again as soon as it got ready. Flux itself looks every 30 seconds; who has just
 * opened a fleet would see everything wait that long.
 */
export function wakeDependents(
  cluster: ClusterPort,
  kind: KindRef,
  controller: ObjectController,
): () => void {
  return cluster.subscribe(kind, ({ object, previous }) => {
    if (!isReady(object) || isReady(previous)) return;
    for (const each of cluster.list(kind)) {
      const { namespace, name } = each.metadata;
      if (dependsOn(each, object)) controller.add(namespace, name);
    }
  });
}

function isReady(object: KubernetesObject | undefined): boolean {
  return (
    object !== undefined && conditionOf(object, 'Ready')?.status === 'True'
  );
}

function dependsOn(
  dependent: KubernetesObject,
  { metadata }: KubernetesObject,
): boolean {
  return recordsAt(dependent, 'spec', 'dependsOn').some(
    each =>
      stringAt(each, 'name') === metadata.name &&
      (stringAt(each, 'namespace') ?? dependent.metadata.namespace) ===
        metadata.namespace,
  );
}
