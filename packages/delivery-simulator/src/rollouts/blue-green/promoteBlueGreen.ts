import { terminateRuns } from '../analysis/analysisRuns';
import { withoutPauses } from '../pauses';
import { serviceHash } from '../pointService';
import type { ReplicaSet, ReplicaSets } from '../ReplicaSet';
import type { BlueGreenStrategy } from '../Rollout';
import type { RolloutContext } from '../RolloutContext';
import type { RolloutStatus } from '../RolloutStatus';
import { delayScaleDown } from '../writeReplicaSets';
import { isRunDone, withRun } from './analysePromotion';

/** Makes the active version the stable one, after the analysis that may follow the switch. */
export async function promoteBlueGreen(
  context: RolloutContext,
  strategy: BlueGreenStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
): Promise<RolloutStatus> {
  const { current, stable } = sets;
  const isActive =
    current !== undefined &&
    serviceHash(context, strategy.activeService) === current.hash;
  if (!isActive || current === stable || draft.abort) return draft;
  const needsAnalysis = stable !== undefined && !draft.promoteFull;
  const analysed = needsAnalysis
    ? await withRun(
        context,
        strategy,
        sets,
        draft,
        'postPromotionAnalysisRunStatus',
      )
    : draft;
  if (
    needsAnalysis &&
    !isRunDone(analysed, strategy, 'postPromotionAnalysis')
  ) {
    return analysed;
  }
  if (stable) {
    await delayScaleDown(context, stable, strategy.scaleDownDelaySeconds);
  }
  const reason = promotionReason(draft, stable);
  context.record(
    'Normal',
    'RolloutCompleted',
    `Rollout completed update to revision ${current.revision} (${current.hash}): ${reason}`,
  );
  await terminateRuns(context, []);
  return {
    ...withoutPauses(analysed),
    abort: undefined,
    abortedAt: undefined,
    promoteFull: undefined,
    stableRS: current.hash,
  };
}

function promotionReason(
  draft: RolloutStatus,
  stable: ReplicaSet | undefined,
): string {
  if (!stable) return 'Initial deploy';
  return draft.promoteFull
    ? 'Full promotion requested'
    : 'Completed blue-green update';
}
