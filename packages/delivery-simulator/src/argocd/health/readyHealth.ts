import {
  conditionsOf,
  isTrueAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { degraded, progressing, type ArgoHealth } from './ArgoHealth';

/** Kinds that say all in their conditions: Flux, Crossplane, cert-manager. */
export function readyHealth(object: KubernetesObject): ArgoHealth | undefined {
  if (isTrueAt(object, 'spec', 'suspend')) {
    return { status: 'Suspended', message: 'Suspended' };
  }
  const conditions = conditionsOf(object);
  const broken = conditions.find(
    ({ type, status }) =>
      (type === 'Synced' && status === 'False') ||
      (type === 'Stalled' && status === 'True'),
  );
  if (broken) return degraded(broken.message);
  const ready = conditions.find(
    ({ type }) =>
      type === 'Ready' || type === 'Healthy' || type === 'Available',
  );
  if (ready?.status === 'True') {
    return { status: 'Healthy', message: ready.message };
  }
  const isFailed = ready?.status === 'False' && !isUnderWay(ready.reason);
  if (ready && isFailed) return degraded(ready.message);
  return conditions.length === 0 && object.status === undefined
    ? undefined
    : progressing(ready?.message ?? '');
}

function isUnderWay(reason: string): boolean {
  return /^(Progressing|ProgressingWithRetry|Creating|Deleting|Waiting|DependencyNotReady|Issuing|DoesNotExist)$/.test(
    reason,
  );
}
