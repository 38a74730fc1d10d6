import { isCompleted } from '../analysis/AnalysisRun';
import {
  ensureRun,
  removeOldRuns,
  terminateRuns,
} from '../analysis/analysisRuns';
import { withoutPauses } from '../pauses';
import type { ReplicaSets } from '../ReplicaSet';
import type { CanaryStrategy } from '../Rollout';
import type { RolloutContext } from '../RolloutContext';
import type { RolloutStatus, RunStatus } from '../RolloutStatus';
import { currentStep } from './canaryWeight';

/** What the analyses of an update say about it. */
export interface AnalysisVerdict {
  readonly draft: RolloutStatus;
  /** Why the update is to be aborted. */
  readonly abortCause?: string;
  readonly isInconclusive?: boolean;
}

/** Starts the runs that the present step and the background analysis want, ends those that nobody wants any more. */
export async function reconcileAnalysis(
  context: RolloutContext,
  strategy: CanaryStrategy,
  sets: ReplicaSets,
  before: RolloutStatus,
): Promise<AnalysisVerdict> {
  const isUpdating = sets.stable !== undefined && sets.stable !== sets.current;
  const isWanted = isUpdating && !before.abort && !before.promoteFull;
  const step = currentStep(strategy, before);
  const { draft, isRepeated } = resumeAfterDoubt(before);
  const previous = isRepeated
    ? { background: undefined, step: undefined }
    : {
        background: draft.canary?.currentBackgroundAnalysisRunStatus,
        step: draft.canary?.currentStepAnalysisRunStatus,
      };
  const index = draft.currentStepIndex ?? 0;
  const background =
    isWanted &&
    strategy.analysis &&
    index >= (strategy.analysis.startingStep ?? 0)
      ? await ensureRun(
          context,
          sets,
          { reference: strategy.analysis, type: 'Background' },
          previous.background,
        )
      : undefined;
  const stepRun =
    isWanted && step?.kind === 'analysis'
      ? await ensureRun(
          context,
          sets,
          { reference: step.analysis, type: 'Step', stepIndex: index },
          previous.step,
        )
      : undefined;
  // An aborted update keeps the word of the runs that ended it.
  const kept = before.abort ? before.canary : undefined;
  const canary = {
    ...draft.canary,
    currentBackgroundAnalysisRunStatus:
      background ?? kept?.currentBackgroundAnalysisRunStatus,
    currentStepAnalysisRunStatus: stepRun ?? kept?.currentStepAnalysisRunStatus,
  };
  await terminateRuns(context, [background, stepRun]);
  await removeOldRuns(context, [
    canary.currentBackgroundAnalysisRunStatus,
    canary.currentStepAnalysisRunStatus,
  ]);
  return {
    draft: { ...draft, canary },
    abortCause:
      failureOf(stepRun, 'Step-based') ?? failureOf(background, 'Background'),
    isInconclusive: [background, stepRun].some(
      each => each?.status === 'Inconclusive',
    ),
  };
}

/** Somebody who resumes an update that an analysis was in doubt about wants it measured again. */
function resumeAfterDoubt(status: RolloutStatus): {
  readonly draft: RolloutStatus;
  readonly isRepeated: boolean;
} {
  const isDoubtful = [
    status.canary?.currentBackgroundAnalysisRunStatus,
    status.canary?.currentStepAnalysisRunStatus,
  ].some(each => each?.status === 'Inconclusive');
  const isResumed =
    isDoubtful && status.controllerPause === true && !status.pauseConditions;
  return isResumed
    ? { draft: withoutPauses(status), isRepeated: true }
    : { draft: status, isRepeated: false };
}

/** Why a run ends its update. */
export function failureOf(
  run: RunStatus | undefined,
  name: string,
): string | undefined {
  const isFailure =
    isCompleted(run?.status) &&
    (run?.status === 'Failed' || run?.status === 'Error');
  return isFailure
    ? `${name} analysis phase error/failed: ${run?.message ?? ''}`
    : undefined;
}
