import {
  ensureRun,
  removeOldRuns,
  terminateRuns,
} from '../analysis/analysisRuns';
import { failureOf } from '../canary/reconcileAnalysis';
import { withPause } from '../pauses';
import type { ReplicaSets } from '../ReplicaSet';
import type { BlueGreenStrategy } from '../Rollout';
import type { RolloutContext } from '../RolloutContext';
import type { RolloutStatus, RunStatus } from '../RolloutStatus';

const INCONCLUSIVE_PAUSE = 'InconclusiveAnalysisRun';

type RunField =
  | 'prePromotionAnalysisRunStatus'
  | 'postPromotionAnalysisRunStatus';

export async function withRun(
  context: RolloutContext,
  strategy: BlueGreenStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
  field: RunField,
): Promise<RolloutStatus> {
  const isPre = field === 'prePromotionAnalysisRunStatus';
  const reference = isPre
    ? strategy.prePromotionAnalysis
    : strategy.postPromotionAnalysis;
  if (!reference) return draft;
  const run = await ensureRun(
    context,
    sets,
    { reference, type: isPre ? 'PrePromotion' : 'PostPromotion' },
    draft.blueGreen?.[field],
  );
  await terminateRuns(context, [run]);
  await removeOldRuns(context, [run]);
  const analysed = {
    ...draft,
    blueGreen: { ...draft.blueGreen, [field]: run },
  };
  return run.status === 'Inconclusive' && !isAccepted(draft, run)
    ? withPause(context, analysed, INCONCLUSIVE_PAUSE)
    : analysed;
}

function isAccepted(draft: RolloutStatus, run: RunStatus): boolean {
  return (
    run.status === 'Inconclusive' &&
    draft.controllerPause === true &&
    !draft.pauseConditions
  );
}

export function isRunDone(
  draft: RolloutStatus,
  strategy: BlueGreenStrategy,
  field: 'prePromotionAnalysis' | 'postPromotionAnalysis',
): boolean {
  if (!strategy[field]) return true;
  const run = draft.blueGreen?.[`${field}RunStatus`];
  return (
    run?.status === 'Successful' ||
    (run !== undefined && isAccepted(draft, run))
  );
}

export function failureOfRuns(draft: RolloutStatus): string | undefined {
  return (
    failureOf(
      draft.blueGreen?.prePromotionAnalysisRunStatus,
      'Pre-promotion',
    ) ??
    failureOf(draft.blueGreen?.postPromotionAnalysisRunStatus, 'Post-promotion')
  );
}
