import { conditionOf, type KubernetesObject } from '@orrery/kubernetes-model';
import { refOf } from '../reconciling/refOf';
import { toTimestamp } from '../reconciling/toTimestamp';
import type { ReplicaSets } from './ReplicaSet';
import { MANAGER, type RolloutContext } from './RolloutContext';
import type { RolloutStatus } from './RolloutStatus';

/**
 * Replaces the pods that are older than `spec.restartAt`, as many at a time as may be unavailable (one at least), and
 * notes in the status when all are.
 */
export async function restartPods(
  context: RolloutContext,
  sets: ReplicaSets,
  status: RolloutStatus,
): Promise<RolloutStatus> {
  const { cluster, rollout, nowMs } = context;
  const { restartAtMs, strategy } = rollout;
  if (restartAtMs === undefined || !strategy) return status;
  if (Date.parse(status.restartedAt ?? '') === restartAtMs) return status;
  if (restartAtMs > nowMs) {
    context.wakeAt(restartAtMs);
    return status;
  }
  const pods = sets.all
    .flatMap(each => cluster.listOwnedBy(each.object.metadata.uid ?? ''))
    .filter(each => each.kind === 'Pod');
  const old = pods.filter(each => createdMs(each) < restartAtMs);
  if (old.length === 0) {
    return { ...status, restartedAt: toTimestamp(restartAtMs) };
  }
  const fewest = rollout.replicas - Math.max(1, strategy.maxUnavailable);
  let spare = pods.filter(isAvailable).length - fewest;
  for (const pod of old) {
    if (pod.metadata.deletionTimestamp) continue;
    if (isAvailable(pod) && spare-- <= 0) break;
    await cluster.delete(refOf(pod), { manager: MANAGER });
  }
  return status;
}

function isAvailable(pod: KubernetesObject): boolean {
  return (
    !pod.metadata.deletionTimestamp &&
    conditionOf(pod, 'Ready')?.status === 'True'
  );
}

function createdMs(object: KubernetesObject): number {
  return Date.parse(object.metadata.creationTimestamp ?? '');
}
