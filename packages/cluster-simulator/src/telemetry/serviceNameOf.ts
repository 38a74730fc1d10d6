import type { Pod } from '../controllers/kinds/Pod';

/** Labels by which controllers tell the pods of one revision from those of another. */
const HASH_LABELS = ['pod-template-hash', 'rollouts-pod-template-hash'];

/**
 * The workload that a pod serves for, which is how the telemetry model calls its service: the StatefulSet or DaemonSet
 * that controls it, or what its ReplicaSet is a revision of. Undefined for pods of jobs and for those of nobody.
 */
export function serviceNameOf(pod: Pick<Pod, 'metadata'>): string | undefined {
  const owner = pod.metadata.ownerReferences?.find(each => each.controller);
  switch (owner?.kind) {
    case 'StatefulSet':
    case 'DaemonSet':
      return owner.name;
    case 'ReplicaSet': {
      const hash = HASH_LABELS.map(label => pod.metadata.labels?.[label]).find(
        value => value !== undefined && owner.name.endsWith(`-${value}`),
      );
      return hash === undefined
        ? owner.name
        : owner.name.slice(0, -hash.length - 1);
    }
    default:
      return undefined;
  }
}
