import type { KubernetesObject } from '../object/KubernetesObject';
import { cronJobRowOf, jobRowOf } from './jobRowOf';
import { nodeRowOf } from './nodeRowOf';
import { persistentVolumeClaimRowOf } from './persistentVolumeClaimRowOf';
import { podRowOf } from './podRowOf';
import type { ResourceRow } from './ResourceRow';
import { rowBaseOf } from './rowBaseOf';
import type { RowKind } from './rowBaseOf';
import { serviceRowOf } from './serviceRowOf';
import { workloadRowOf } from './workloadRowOf';

/**
 * The table row of an object, as kubectl prints it and more; kinds without a row of their own get a generic one.
 * Never throws for an object that `parseKubernetesObject` accepts: fields that are missing or of a wrong type read as
 * missing. The row is to be made anew when its `health.reviewAtMs` has come. Cost: one pass over containers and
 * conditions.
 */
export function rowOf(
  object: KubernetesObject,
  kind: RowKind,
  { nowMs }: { readonly nowMs: number },
): ResourceRow {
  const base = rowBaseOf(object, kind, nowMs);
  switch (`${kind.kind}.${kind.group}`) {
    case 'Pod.':
      return podRowOf(base, object);
    case 'Deployment.apps':
      return workloadRowOf(base, object, 'Deployment');
    case 'StatefulSet.apps':
      return workloadRowOf(base, object, 'StatefulSet');
    case 'DaemonSet.apps':
      return workloadRowOf(base, object, 'DaemonSet');
    case 'ReplicaSet.apps':
      return workloadRowOf(base, object, 'ReplicaSet');
    case 'Job.batch':
      return jobRowOf(base, object);
    case 'CronJob.batch':
      return cronJobRowOf(base, object);
    case 'Service.':
      return serviceRowOf(base, object);
    case 'PersistentVolumeClaim.':
      return persistentVolumeClaimRowOf(base, object);
    case 'Node.':
      return nodeRowOf(base, object);
    default:
      return { ...base, kind: 'Object', object: kind.kind };
  }
}
