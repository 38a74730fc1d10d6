import { fieldAt } from '@orrery/kubernetes-model';
import { toTimestamp } from '../../reconciling/toTimestamp';
import { concludeStatus } from '../concludeStatus';
import { withoutPauses, withPause } from '../pauses';
import { stepHash } from '../podTemplateHash';
import { pointService } from '../pointService';
import type { ReplicaSets } from '../ReplicaSet';
import type { CanaryStrategy } from '../Rollout';
import type { RolloutContext } from '../RolloutContext';
import type { RolloutStatus } from '../RolloutStatus';
import { recordStart } from '../recordStart';
import {
  createReplicaSet,
  promoteRevision,
  removeHistory,
} from '../writeReplicaSets';
import { advanceCanary, promoteCanary } from './advanceCanary';
import { isAtFinalCounts } from './planCanary';
import { reconcileAnalysis, type AnalysisVerdict } from './reconcileAnalysis';
import { routeTraffic } from './routeTraffic';
import { canarySizes, isScaling, scaleCanary } from './scaleCanary';

const INCONCLUSIVE_PAUSE = 'InconclusiveAnalysisRun';

/** One look at a Rollout with the canary strategy: writes what is due and returns the status to write. */
export async function reconcileCanary(
  context: RolloutContext,
  strategy: CanaryStrategy,
  sets: ReplicaSets,
  hash: string,
): Promise<RolloutStatus> {
  const { rollout } = context;
  const steps = stepHash(
    fieldAt(rollout.object, 'spec', 'strategy', 'canary', 'steps'),
  );
  const before = rollout.status;
  if (before.currentPodHash !== hash || before.currentStepHash !== steps) {
    const draft = restarted(context, strategy, sets, { hash, steps });
    return concludeStatus(context, { draft, sets });
  }
  if (!sets.current) {
    if (!rollout.paused) {
      const size = sets.stable ? 0 : rollout.replicas;
      await createReplicaSet(context, sets, hash, size);
    }
    return concludeStatus(context, { draft: before, sets });
  }
  await promoteRevision(context, sets);
  await removeHistory(context, sets);

  const controlled = obeyCommands(context, strategy, before);
  const analysis = rollout.paused
    ? { draft: controlled }
    : await reconcileAnalysis(context, strategy, sets, controlled);
  let draft = applyVerdict(context, analysis);
  const message = abortMessage(sets, analysis.abortCause);
  if (draft.abort && before.abortedAt === undefined) {
    context.record('Warning', 'RolloutAborted', message);
  }
  const sizes = canarySizes(context, strategy, sets, draft);
  if (!rollout.paused || isScaling(context, sets)) {
    await scaleCanary(context, strategy, sets, sizes, draft);
  }
  const isAtStep = isAtFinalCounts(sizes);
  await pointServices(context, strategy, sets, draft);
  const weights = await routeTraffic(context, strategy, sets, draft, isAtStep);
  draft = { ...draft, canary: { ...draft.canary, weights } };
  draft = advanceCanary(context, strategy, sets, draft, isAtStep);
  draft = await promoteCanary(context, strategy, sets, draft);
  return concludeStatus(context, { draft, sets, abortMessage: message });
}

function abortMessage(sets: ReplicaSets, cause: string | undefined): string {
  const message = `Rollout aborted update to revision ${
    sets.current?.revision ?? 0
  }`;
  return cause ? `${message}: ${cause}` : message;
}

/** Another template or other steps: everything starts over, unless it is the stable version that is back. */
function restarted(
  context: RolloutContext,
  strategy: CanaryStrategy,
  sets: ReplicaSets,
  { hash, steps }: { readonly hash: string; readonly steps: string },
): RolloutStatus {
  const { status } = context.rollout;
  const stepCount = strategy.steps.length;
  const isStable = status.stableRS === hash;
  const isQuick = isStable || isInRollbackWindow(context, sets);
  if (status.currentPodHash !== hash) {
    recordStart(context, sets, hash);
    if (isQuick && stepCount > 0) {
      context.record(
        'Normal',
        'SkipSteps',
        isStable ? 'Rollback to stable' : 'Rollback within the window',
      );
    }
  }
  return {
    ...withoutPauses(status),
    abort: undefined,
    abortedAt: undefined,
    promoteFull: undefined,
    currentPodHash: hash,
    currentStepHash: steps,
    currentStepIndex: indexOf(stepCount, isQuick ? stepCount : 0),
    canary: { weights: status.canary?.weights },
    blueGreen: {},
  };
}

/** Whether the wanted version is one of the last that `rollbackWindow` lets skip the steps. */
function isInRollbackWindow(
  { rollout }: RolloutContext,
  { all, current }: ReplicaSets,
): boolean {
  const position = all.findIndex(each => each === current);
  return position > 0 && position <= rollout.rollbackWindowRevisions;
}

/** What people wrote into the status: full promotion and abort. */
function obeyCommands(
  context: RolloutContext,
  strategy: CanaryStrategy,
  status: RolloutStatus,
): RolloutStatus {
  const stepCount = strategy.steps.length;
  const isUpdating = status.stableRS !== status.currentPodHash;
  if (!isUpdating) {
    return {
      ...status,
      abort: undefined,
      abortedAt: undefined,
      promoteFull: undefined,
    };
  }
  if (status.promoteFull) {
    return {
      ...withoutPauses(status),
      abort: undefined,
      abortedAt: undefined,
      currentStepIndex: indexOf(stepCount, stepCount),
    };
  }
  if (status.abort) return aborted(context, strategy, status);
  const isRetry = status.abortedAt !== undefined;
  return isRetry
    ? {
        ...status,
        abortedAt: undefined,
        canary: { weights: status.canary?.weights },
      }
    : status;
}

function aborted(
  context: RolloutContext,
  strategy: CanaryStrategy,
  status: RolloutStatus,
): RolloutStatus {
  return {
    ...withoutPauses(status),
    abort: true,
    abortedAt: status.abortedAt ?? toTimestamp(context.nowMs),
    currentStepIndex: indexOf(strategy.steps.length, 0),
  };
}

/** What the analyses found: a failure aborts, doubt pauses. */
function applyVerdict(
  context: RolloutContext,
  verdict: AnalysisVerdict,
): RolloutStatus {
  const { draft, abortCause, isInconclusive } = verdict;
  if (abortCause) {
    const { strategy } = context.rollout;
    return strategy?.kind === 'canary'
      ? aborted(context, strategy, draft)
      : draft;
  }
  return isInconclusive ? withPause(context, draft, INCONCLUSIVE_PAUSE) : draft;
}

/** `spec.replicas` differs from what a ReplicaSet with pods was last sized for. */
/** With a mesh an aborted canary keeps its pods for a while, for those who want to look at them. */
async function pointServices(
  context: RolloutContext,
  strategy: CanaryStrategy,
  { current, stable }: ReplicaSets,
  draft: RolloutStatus,
): Promise<void> {
  await pointService(
    context,
    strategy.stableService,
    (stable ?? current)?.hash,
  );
  const isServing = (current?.availableReplicas ?? 0) > 0 && !draft.abort;
  await pointService(
    context,
    strategy.canaryService,
    isServing || !stable ? current?.hash : stable.hash,
  );
}

function indexOf(stepCount: number, index: number): number | undefined {
  return stepCount === 0 ? undefined : index;
}
