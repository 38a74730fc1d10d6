import { isPauseOver, withoutPauses, withPause } from '../pauses';
import type { ReplicaSets } from '../ReplicaSet';
import type { CanaryStrategy } from '../Rollout';
import type { RolloutContext } from '../RolloutContext';
import type { RolloutStatus } from '../RolloutStatus';
import { delayScaleDown } from '../writeReplicaSets';
import { canaryStepText } from './canaryStepText';
import { currentStep } from './canaryWeight';

const CANARY_PAUSE = 'CanaryPauseStep';

/** Completes the present step, or begins its pause. */
export function advanceCanary(
  context: RolloutContext,
  strategy: CanaryStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
  isAtStep: boolean,
): RolloutStatus {
  const step = currentStep(strategy, draft);
  const isUpdating = sets.stable !== undefined && sets.stable !== sets.current;
  if (!step || !isUpdating || draft.abort || context.rollout.paused) {
    return draft;
  }
  if (step.kind === 'pause') {
    if (!isPauseOver(context, draft, CANARY_PAUSE, step.seconds)) {
      return withPause(context, draft, CANARY_PAUSE);
    }
    context.record('Normal', 'RolloutResumed', 'Rollout is resumed');
  } else if (step.kind === 'analysis') {
    const status = draft.canary?.currentStepAnalysisRunStatus?.status;
    if (status !== 'Successful') return draft;
  } else if (!isAtStep) {
    return draft;
  }
  const index = (draft.currentStepIndex ?? 0) + 1;
  context.record(
    'Normal',
    'RolloutStepCompleted',
    `Rollout step ${index}/${strategy.steps.length} completed (${canaryStepText(
      step,
    )})`,
  );
  return {
    ...withoutPauses(draft),
    currentStepIndex: index,
    canary: { ...draft.canary, currentStepAnalysisRunStatus: undefined },
  };
}

/** Makes the new version the stable one once it has every pod and no step is left. */
export async function promoteCanary(
  context: RolloutContext,
  strategy: CanaryStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
): Promise<RolloutStatus> {
  const reason = promotionReason(context, strategy, sets, draft);
  if (!reason || !sets.current) return draft;
  if (sets.stable && strategy.trafficRouting) {
    await delayScaleDown(context, sets.stable, strategy.scaleDownDelaySeconds);
  }
  const { hash, revision } = sets.current;
  context.record(
    'Normal',
    'RolloutCompleted',
    `Rollout completed update to revision ${revision} (${hash}): ${reason}`,
  );
  const stepCount = strategy.steps.length;
  return {
    ...withoutPauses(draft),
    abort: undefined,
    abortedAt: undefined,
    promoteFull: undefined,
    stableRS: hash,
    currentStepIndex: stepCount === 0 ? undefined : stepCount,
    canary: { weights: draft.canary?.weights },
  };
}

function promotionReason(
  { rollout }: RolloutContext,
  strategy: CanaryStrategy,
  { current, stable }: ReplicaSets,
  draft: RolloutStatus,
): string | undefined {
  if (!current || current === stable) return undefined;
  if (!stable) return 'Initial deploy';
  if (draft.abort || rollout.paused) return undefined;
  if (current.availableReplicas !== rollout.replicas) return undefined;
  if (draft.promoteFull) return 'Full promotion requested';
  const stepCount = strategy.steps.length;
  return (draft.currentStepIndex ?? 0) >= stepCount
    ? `Completed all ${stepCount} canary steps`
    : undefined;
}
