import { toTimestamp } from '../reconciling/toTimestamp';
import type { ReplicaSets } from './ReplicaSet';
import type { Rollout } from './Rollout';
import type { RolloutCondition, RolloutStatus } from './RolloutStatus';

interface ConditionInput {
  readonly rollout: Rollout;
  readonly sets: ReplicaSets;
  /** With counts and control fields as they are to be written. */
  readonly draft: RolloutStatus;
  readonly nowMs: number;
  readonly abortMessage?: string;
}

type Finding = Pick<
  RolloutCondition,
  'type' | 'status' | 'reason' | 'message'
> & {
  /** Progress renews the time of the last update although nothing else changes. */
  readonly isProgress?: boolean;
};

/** The conditions Available, Progressing, Paused, Healthy and Completed of a Rollout whose spec is valid. */
export function rolloutConditions(
  input: ConditionInput,
): readonly RolloutCondition[] {
  const before: readonly RolloutCondition[] = (
    input.rollout.status.conditions ?? []
  ).filter(each => each.type !== 'InvalidSpec');
  const findings = [
    pausedFinding(input, before),
    ...(isPaused(input) ? [] : stateFindings(input)),
    progressingFinding(input, before),
  ].filter((finding): finding is Finding => finding !== undefined);
  return findings.reduce(
    (conditions: readonly RolloutCondition[], finding) =>
      withFinding(conditions, finding, input.nowMs),
    before,
  );
}

/** `conditions` with `finding`; the same status and reason keep their times, as real controllers keep them. */
export function withFinding(
  conditions: readonly RolloutCondition[],
  { isProgress, ...finding }: Finding,
  nowMs: number,
): readonly RolloutCondition[] {
  const now = toTimestamp(nowMs);
  const previous = conditions.find(each => each.type === finding.type);
  const isSame =
    previous?.status === finding.status && previous.reason === finding.reason;
  if (isSame && !isProgress && previous.message === finding.message) {
    return conditions;
  }
  const next: RolloutCondition = {
    ...finding,
    lastUpdateTime: now,
    lastTransitionTime:
      previous?.status === finding.status ? previous.lastTransitionTime : now,
  };
  return [...conditions.filter(each => each !== previous), next];
}

/** When the update would be declared stuck; undefined when it is not in progress. */
export function progressDeadlineMs(
  rollout: Rollout,
  status: RolloutStatus,
): number | undefined {
  const condition = conditionOf(status.conditions, 'Progressing');
  if (
    !condition ||
    condition.status === 'False' ||
    condition.reason === 'NewReplicaSetAvailable' ||
    condition.reason === 'RolloutPaused'
  ) {
    return undefined;
  }
  return (
    Date.parse(condition.lastUpdateTime) +
    rollout.progressDeadlineSeconds * 1_000
  );
}

/** Every pod of the wanted version is there, available, and the strategy is through. */
export function isHealthy(rollout: Rollout, status: RolloutStatus): boolean {
  const { replicas, strategy } = rollout;
  const isDone =
    status.stableRS === status.currentPodHash &&
    (strategy?.kind !== 'blueGreen' ||
      status.blueGreen?.activeSelector === status.currentPodHash);
  const keepsOld =
    strategy?.kind === 'blueGreen' || strategy?.trafficRouting !== undefined;
  return (
    isDone &&
    status.updatedReplicas === replicas &&
    (status.availableReplicas ?? 0) >= replicas &&
    (keepsOld || status.replicas === replicas)
  );
}

function isPaused({ rollout, draft }: ConditionInput): boolean {
  return rollout.paused || draft.pauseConditions !== undefined;
}

function pausedFinding(
  input: ConditionInput,
  before: readonly RolloutCondition[],
): Finding | undefined {
  const was = conditionOf(before, 'Paused');
  const paused = isPaused(input);
  if (!paused && was === undefined) return undefined;
  return {
    type: 'Paused',
    status: paused ? 'True' : 'False',
    reason: 'RolloutPaused',
    message: 'Rollout is paused',
  };
}

function stateFindings(input: ConditionInput): readonly Finding[] {
  const { rollout, draft, sets } = input;
  const healthy = isHealthy(rollout, draft);
  const isComplete =
    draft.stableRS !== undefined && draft.stableRS === draft.currentPodHash;
  const available =
    rollout.strategy?.kind === 'blueGreen'
      ? sets.all.find(each => each.hash === draft.blueGreen?.activeSelector)
          ?.availableReplicas ?? 0
      : draft.availableReplicas ?? 0;
  const isAvailable = available >= rollout.replicas;
  return [
    {
      type: 'Available',
      status: isAvailable ? 'True' : 'False',
      reason: 'AvailableReason',
      message: isAvailable
        ? 'Rollout has minimum availability'
        : 'Rollout does not have minimum availability',
    },
    {
      type: 'Healthy',
      status: healthy ? 'True' : 'False',
      reason: 'RolloutHealthy',
      message: healthy ? 'Rollout is healthy' : 'Rollout is not healthy',
    },
    {
      type: 'Completed',
      status: isComplete ? 'True' : 'False',
      reason: 'RolloutCompleted',
      message: 'RolloutCompleted',
    },
  ];
}

function progressingFinding(
  input: ConditionInput,
  conditions: readonly RolloutCondition[],
): Finding | undefined {
  const { rollout, draft, sets, nowMs } = input;
  const before = conditionOf(conditions, 'Progressing');
  const finding = (
    status: string,
    reason: string,
    message: string,
    isProgress = false,
  ) => ({ type: 'Progressing', status, reason, message, isProgress });

  if (isPaused(input) && before?.reason !== 'RolloutAborted') {
    return finding('Unknown', 'RolloutPaused', 'Rollout is paused');
  }
  if (draft.abort) {
    if (before?.reason === 'RolloutAborted') return undefined;
    return finding(
      'False',
      'RolloutAborted',
      input.abortMessage ?? 'Rollout aborted',
    );
  }
  if (before?.reason === 'RolloutAborted') {
    return finding('Unknown', 'RolloutRetry', 'Retrying Rollout after abort');
  }
  if (before?.reason === 'RolloutPaused') {
    return finding('Unknown', 'RolloutResumed', 'Rollout is resumed');
  }
  const name = sets.current?.name ?? `${rollout.name}-${draft.currentPodHash}`;
  if (isHealthy(rollout, draft)) {
    return finding(
      'True',
      'NewReplicaSetAvailable',
      `ReplicaSet "${name}" has successfully progressed.`,
    );
  }
  const isNew = rollout.status.currentPodHash !== draft.currentPodHash;
  if (before?.reason === 'NewReplicaSetAvailable' && !isNew) return undefined;
  if (isNew || hasProgressed(rollout.status, draft)) {
    return finding(
      'True',
      'ReplicaSetUpdated',
      `ReplicaSet "${name}" is progressing.`,
      true,
    );
  }
  const deadlineMs = progressDeadlineMs(rollout, rollout.status);
  const step =
    rollout.strategy?.kind === 'canary'
      ? rollout.strategy.steps[draft.currentStepIndex ?? 0]
      : undefined;
  if (
    deadlineMs === undefined ||
    nowMs < deadlineMs ||
    step?.kind === 'analysis'
  ) {
    return undefined;
  }
  return finding(
    'False',
    'ProgressDeadlineExceeded',
    `ReplicaSet "${name}" has timed out progressing.`,
  );
}

function hasProgressed(before: RolloutStatus, after: RolloutStatus): boolean {
  const grew = (
    field: 'updatedReplicas' | 'readyReplicas' | 'availableReplicas',
  ) => (after[field] ?? 0) > (before[field] ?? 0);
  const oldPods = (status: RolloutStatus) =>
    (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return (
    grew('updatedReplicas') ||
    grew('readyReplicas') ||
    grew('availableReplicas') ||
    oldPods(after) < oldPods(before) ||
    after.currentStepIndex !== before.currentStepIndex ||
    after.stableRS !== before.stableRS ||
    after.blueGreen?.activeSelector !== before.blueGreen?.activeSelector
  );
}

function conditionOf(
  conditions: readonly RolloutCondition[] | undefined,
  type: string,
): RolloutCondition | undefined {
  return conditions?.find(each => each.type === type);
}
