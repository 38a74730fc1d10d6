import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { Pod } from '../kinds/Pod';
import type { TypedStore } from '../TypedStore';

/** How many pods the workloads of some pods ask for together, or why that cannot be said. Source: `getExpectedScale` of the disruption controller. */
export function expectedScaleOf(
  store: TypedStore,
  pods: readonly Pod[],
): number | { readonly failure: string } {
  const scales = new Map<string, number>();
  for (const pod of pods) {
    const owner = controllerOf(pod);
    // Pods that nobody controls count for nothing.
    if (!owner || scales.has(owner.uid)) continue;
    const { namespace } = pod.metadata;
    const scale = scaleOf(store, namespace, owner);
    if (scale === undefined)
      return { failure: `found no controllers for pod "${pod.metadata.name}"` };
    scales.set(scale.uid, scale.replicas);
  }
  return [...scales.values()].reduce((sum, replicas) => sum + replicas, 0);
}

type Owner = NonNullable<ReturnType<typeof controllerOf>>;

interface Scale {
  readonly uid: string;
  readonly replicas: number;
}

function scaleOf(
  store: TypedStore,
  namespace: string | undefined,
  { kind, name, uid }: Owner,
): Scale | undefined {
  switch (kind) {
    case 'StatefulSet': {
      const set = store.get('statefulsets.apps', namespace, name);
      return set && { uid, replicas: set.spec.replicas ?? 1 };
    }
    case 'ReplicaSet': {
      const replicaSet = store.get('replicasets.apps', namespace, name);
      const owner = replicaSet && controllerOf(replicaSet);
      const deployment =
        owner?.kind === 'Deployment'
          ? store.get('deployments.apps', namespace, owner.name)
          : undefined;
      if (owner && deployment)
        return { uid: owner.uid, replicas: deployment.spec.replicas ?? 1 };
      return replicaSet && { uid, replicas: replicaSet.spec.replicas ?? 1 };
    }
    default:
      return undefined;
  }
}

function controllerOf({ metadata }: KubernetesObject) {
  return metadata.ownerReferences?.find(each => each.controller);
}
