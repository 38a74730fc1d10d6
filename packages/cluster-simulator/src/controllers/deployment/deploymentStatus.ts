import { toMs, toTimestamp } from '../ControllerContext';
import type {
  Deployment,
  DeploymentStatus,
  ReplicaSet,
} from '../kinds/Deployment';
import type { Condition } from '../kinds/Pod';
import { rolloutLimits, sizeOf } from './planRollout';

const DEFAULT_PROGRESS_DEADLINE_SECONDS = 600;

/** The status that a deployment's ReplicaSets add up to, with its Available and Progressing conditions. */
export function deploymentStatus(
  deployment: Deployment,
  newReplicaSet: ReplicaSet | undefined,
  oldReplicaSets: readonly ReplicaSet[],
  nowMs: number,
): DeploymentStatus {
  const all = newReplicaSet
    ? [...oldReplicaSets, newReplicaSet]
    : oldReplicaSets;
  const total = (count: (each: ReplicaSet) => number | undefined) =>
    all.reduce((sum, each) => sum + (count(each) ?? 0), 0);
  const available = total(each => each.status?.availableReplicas);
  const counts = {
    observedGeneration: deployment.metadata.generation,
    replicas: total(each => each.status?.replicas),
    updatedReplicas: newReplicaSet?.status?.replicas ?? 0,
    readyReplicas: total(each => each.status?.readyReplicas),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, total(sizeOf) - available),
    collisionCount: deployment.status?.collisionCount,
  };
  const conditions = [
    availableCondition(deployment, available),
    replicaFailure(newReplicaSet, oldReplicaSets),
    progressingCondition(deployment, newReplicaSet, counts, nowMs),
  ];
  const before = deployment.status?.conditions ?? [];
  return dropZeros({
    ...counts,
    conditions: mergeConditions(
      before.filter(
        each =>
          each.type !== 'ReplicaFailure' ||
          conditions.some(next => next?.type === each.type),
      ),
      conditions,
      nowMs,
    ),
  });
}

/** When the rollout would be declared stuck, or `undefined` when it is not in progress. */
export function progressDeadlineMs(
  deployment: Deployment,
  status: DeploymentStatus,
): number | undefined {
  const condition = conditionOf(status, 'Progressing');
  if (
    deployment.spec.paused ||
    condition?.status !== 'True' ||
    condition.reason === 'NewReplicaSetAvailable'
  ) {
    return undefined;
  }
  const seconds =
    deployment.spec.progressDeadlineSeconds ??
    DEFAULT_PROGRESS_DEADLINE_SECONDS;
  return toMs(condition.lastUpdateTime) + seconds * 1_000;
}

function availableCondition(
  deployment: Deployment,
  available: number,
): Condition {
  const { replicas, maxUnavailable } = rolloutLimits(deployment);
  return available >= replicas - maxUnavailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

/** What keeps a ReplicaSet from creating pods: that of the new one first. */
function replicaFailure(
  newReplicaSet: ReplicaSet | undefined,
  oldReplicaSets: readonly ReplicaSet[],
): Condition | undefined {
  for (const { status } of newReplicaSet
    ? [newReplicaSet, ...oldReplicaSets]
    : oldReplicaSets) {
    const failure = status?.conditions?.find(
      each => each.type === 'ReplicaFailure',
    );
    if (failure) return failure;
  }
  return undefined;
}

function progressingCondition(
  deployment: Deployment,
  newReplicaSet: ReplicaSet | undefined,
  counts: Required<
    Pick<
      DeploymentStatus,
      'replicas' | 'updatedReplicas' | 'readyReplicas' | 'availableReplicas'
    >
  >,
  nowMs: number,
): Condition | undefined {
  const before = deployment.status;
  const previous = before && conditionOf(before, 'Progressing');
  const name = newReplicaSet?.metadata.name;
  const condition = (status: string, reason: string, message: string) => ({
    type: 'Progressing',
    status,
    reason,
    message,
  });
  if (deployment.spec.paused) {
    return condition('Unknown', 'DeploymentPaused', 'Deployment is paused');
  }
  if (previous?.reason === 'DeploymentPaused') {
    return condition('Unknown', 'DeploymentResumed', 'Deployment is resumed');
  }
  if (!newReplicaSet) return previous;

  const wanted = deployment.spec.replicas ?? 1;
  const isComplete =
    counts.updatedReplicas === wanted &&
    counts.replicas === wanted &&
    counts.availableReplicas === wanted;
  if (isComplete) {
    return condition(
      'True',
      'NewReplicaSetAvailable',
      `ReplicaSet "${name}" has successfully progressed.`,
    );
  }
  const isFirstSight =
    sizeOf(newReplicaSet) === 0 && (newReplicaSet.status?.replicas ?? 0) === 0;
  const hasProgressed =
    counts.updatedReplicas > (before?.updatedReplicas ?? 0) ||
    counts.replicas - counts.updatedReplicas <
      (before?.replicas ?? 0) - (before?.updatedReplicas ?? 0) ||
    counts.readyReplicas > (before?.readyReplicas ?? 0) ||
    counts.availableReplicas > (before?.availableReplicas ?? 0);
  const isNewRollout =
    !previous?.message?.includes(`"${name}"`) || previous.status === 'Unknown';
  if (isNewRollout) {
    return isFirstSight || !hasProgressed
      ? condition(
          'True',
          'NewReplicaSetCreated',
          `Created new replica set "${name}"`,
        )
      : progressing(name, nowMs);
  }
  if (hasProgressed) return progressing(name, nowMs);

  const deadlineMs = before && progressDeadlineMs(deployment, before);
  if (deadlineMs !== undefined && nowMs >= deadlineMs) {
    return condition(
      'False',
      'ProgressDeadlineExceeded',
      `ReplicaSet "${name}" has timed out progressing.`,
    );
  }
  return previous;
}

function progressing(name: string | undefined, nowMs: number): Condition {
  return {
    type: 'Progressing',
    status: 'True',
    reason: 'ReplicaSetUpdated',
    message: `ReplicaSet "${name}" is progressing.`,
    lastUpdateTime: toTimestamp(nowMs),
  };
}

function mergeConditions(
  before: readonly Condition[],
  next: readonly (Condition | undefined)[],
  nowMs: number,
): readonly Condition[] {
  const now = toTimestamp(nowMs);
  const merged = [...before];
  for (const condition of next) {
    if (!condition) continue;
    const index = merged.findIndex(each => each.type === condition.type);
    const previous = merged[index];
    const isSame =
      previous?.status === condition.status &&
      previous.reason === condition.reason &&
      previous.message === condition.message;
    const placed: Condition = {
      ...condition,
      lastUpdateTime:
        condition.lastUpdateTime ?? (isSame ? previous.lastUpdateTime : now),
      lastTransitionTime:
        previous?.status === condition.status
          ? previous.lastTransitionTime
          : now,
    };
    if (index === -1) merged.push(placed);
    else merged[index] = placed;
  }
  return merged;
}

function conditionOf(
  status: DeploymentStatus,
  type: string,
): Condition | undefined {
  return status.conditions?.find(condition => condition.type === type);
}

/** The API leaves counts of zero out of a status. */
function dropZeros(status: DeploymentStatus): DeploymentStatus {
  const kept = Object.entries(status).filter(
    ([, value]) => value !== 0 && value !== undefined,
  );
  return Object.fromEntries(kept);
}
