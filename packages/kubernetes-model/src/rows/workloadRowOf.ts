import { countAt, fieldAt, isTrueAt, stringAt } from '../fields/fieldAt';
import { desiredReplicasOf } from '../health/rolloutStatusOf';
import type { KubernetesObject } from '../object/KubernetesObject';
import type { RowBase, WorkloadRow } from './ResourceRow';
import { imagesOf } from './rowBaseOf';

/** The row of a Deployment, StatefulSet, DaemonSet or ReplicaSet. A ReplicaSet has one template, so all is updated. */
export function workloadRowOf(
  base: RowBase,
  object: KubernetesObject,
  kind: WorkloadRow['kind'],
): WorkloadRow {
  const revision = revisionOf(object);
  return {
    ...base,
    kind,
    ...countsOf(object, kind),
    images: imagesOf(fieldAt(object, 'spec', 'template', 'spec')),
    ...(revision === undefined ? {} : { revision }),
    ...(isTrueAt(object, 'spec', 'paused') ? { paused: true } : {}),
  };
}

function countsOf(
  object: unknown,
  kind: WorkloadRow['kind'],
): Pick<WorkloadRow, 'desired' | 'ready' | 'updated' | 'available'> {
  const count = (field: string) => countAt(object, 'status', field) ?? 0;
  if (kind === 'DaemonSet') {
    return {
      desired: count('desiredNumberScheduled'),
      ready: count('numberReady'),
      updated: count('updatedNumberScheduled'),
      available: count('numberAvailable'),
    };
  }
  return {
    desired: desiredReplicasOf(object),
    ready: count('readyReplicas'),
    updated: count(kind === 'ReplicaSet' ? 'replicas' : 'updatedReplicas'),
    available: count('availableReplicas'),
  };
}

function revisionOf(object: unknown): number | undefined {
  const text = stringAt(
    object,
    'metadata',
    'annotations',
    'deployment.kubernetes.io/revision',
  );
  return text !== undefined && /^\d{1,15}$/.test(text)
    ? Number(text)
    : undefined;
}
