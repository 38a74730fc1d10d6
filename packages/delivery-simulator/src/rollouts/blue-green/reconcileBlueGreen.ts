import { toTimestamp } from '../../reconciling/toTimestamp';
import { concludeStatus } from '../concludeStatus';
import { isPauseOver, withoutPauses, withPause } from '../pauses';
import { pointService, serviceHash } from '../pointService';
import type { ReplicaSet, ReplicaSets } from '../ReplicaSet';
import type { BlueGreenStrategy } from '../Rollout';
import type { RolloutContext } from '../RolloutContext';
import type { RolloutStatus } from '../RolloutStatus';
import { recordStart } from '../recordStart';
import {
  createReplicaSet,
  keepReplicaSet,
  promoteRevision,
  removeHistory,
} from '../writeReplicaSets';
import { failureOfRuns, isRunDone, withRun } from './analysePromotion';
import { promoteBlueGreen } from './promoteBlueGreen';
import { scaleBlueGreen, sizeOfCurrent } from './scaleBlueGreen';

const BLUE_GREEN_PAUSE = 'BlueGreenPause';

/** One look at a Rollout with the blue-green strategy: writes what is due and returns the status to write. */
export async function reconcileBlueGreen(
  context: RolloutContext,
  strategy: BlueGreenStrategy,
  sets: ReplicaSets,
  hash: string,
): Promise<RolloutStatus> {
  const { rollout } = context;
  const before = rollout.status;
  if (before.currentPodHash !== hash) {
    return concludeStatus(context, {
      draft: restarted(context, strategy, sets, hash),
      sets,
    });
  }
  if (!sets.current) {
    if (!rollout.paused) {
      const size = sizeOfCurrent(context, strategy, sets, before);
      await createReplicaSet(context, sets, hash, size);
    }
    return concludeStatus(context, { draft: before, sets });
  }
  await promoteRevision(context, sets);
  await removeHistory(context, sets);

  let draft = obeyCommands(context, before);
  await pointService(context, strategy.previewService, hash);
  draft = rollout.paused
    ? draft
    : await prepare(context, strategy, sets, draft);
  const cause = failureOfRuns(draft);
  if (cause && !draft.abort && isUpdating(sets)) {
    draft = aborted(context, draft);
  }
  const message = abortMessage(sets, cause);
  if (draft.abort && before.abortedAt === undefined) {
    context.record('Warning', 'RolloutAborted', message);
  }
  await scaleBlueGreen(context, strategy, sets, draft);
  draft = await switchActive(context, strategy, sets, draft);
  draft = rollout.paused
    ? draft
    : await promoteBlueGreen(context, strategy, sets, draft);
  return concludeStatus(context, {
    draft: withSelectors(context, strategy, draft),
    sets,
    abortMessage: message,
  });
}

function restarted(
  context: RolloutContext,
  strategy: BlueGreenStrategy,
  sets: ReplicaSets,
  hash: string,
): RolloutStatus {
  const { status } = context.rollout;
  recordStart(context, sets, hash);
  return withSelectors(context, strategy, {
    ...withoutPauses(status),
    abort: undefined,
    abortedAt: undefined,
    promoteFull: undefined,
    currentPodHash: hash,
    currentStepHash: undefined,
    currentStepIndex: undefined,
    blueGreen: {},
    canary: {},
  });
}

function obeyCommands(
  context: RolloutContext,
  status: RolloutStatus,
): RolloutStatus {
  if (status.stableRS === status.currentPodHash) {
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
    };
  }
  if (status.abort) return aborted(context, status);
  return status.abortedAt === undefined
    ? status
    : { ...status, abortedAt: undefined, blueGreen: {} };
}

function aborted(
  context: RolloutContext,
  status: RolloutStatus,
): RolloutStatus {
  return {
    ...withoutPauses(status),
    abort: true,
    abortedAt: status.abortedAt ?? toTimestamp(context.nowMs),
  };
}

/** The analysis and the pause before the switch. */
async function prepare(
  context: RolloutContext,
  strategy: BlueGreenStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
): Promise<RolloutStatus> {
  const { current } = sets;
  if (!needsPreparation(context, strategy, sets, draft) || !isReady(current)) {
    return draft;
  }
  const analysed = await withRun(
    context,
    strategy,
    sets,
    draft,
    'prePromotionAnalysisRunStatus',
  );
  const needsPause =
    !strategy.autoPromotionEnabled || strategy.autoPromotionSeconds > 0;
  const isDone =
    !needsPause || analysed.blueGreen?.scaleUpPreviewCheckPoint === true;
  if (isDone) {
    return isRunDone(analysed, strategy, 'prePromotionAnalysis')
      ? {
          ...analysed,
          blueGreen: { ...analysed.blueGreen, scaleUpPreviewCheckPoint: true },
        }
      : analysed;
  }
  const seconds = strategy.autoPromotionSeconds || undefined;
  if (!isPauseOver(context, analysed, BLUE_GREEN_PAUSE, seconds)) {
    return withPause(context, analysed, BLUE_GREEN_PAUSE);
  }
  context.record('Normal', 'RolloutResumed', 'Rollout is resumed');
  return {
    ...withoutPauses(analysed),
    blueGreen: { ...analysed.blueGreen, scaleUpPreviewCheckPoint: true },
  };
}

/** Nothing is prepared for a first version, nor for one whose pods still run from before: that is a fast rollback. */
function needsPreparation(
  context: RolloutContext,
  strategy: BlueGreenStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
): boolean {
  const active = serviceHash(context, strategy.activeService);
  return (
    isUpdating(sets) &&
    !draft.abort &&
    !draft.promoteFull &&
    active !== undefined &&
    active !== sets.current?.hash &&
    sets.current?.scaleDownAtMs === undefined
  );
}

/** The preview may be smaller until it is about to become active. */
/** Lets the active Service select the new pods once they are all there; an abort turns it back. */
async function switchActive(
  context: RolloutContext,
  strategy: BlueGreenStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
): Promise<RolloutStatus> {
  const { current, stable } = sets;
  if (draft.abort && stable) {
    await pointService(context, strategy.activeService, stable.hash);
    return draft;
  }
  const isSaturated =
    current !== undefined &&
    current.replicas === context.rollout.replicas &&
    current.availableReplicas === context.rollout.replicas;
  const isPrepared =
    !needsPreparation(context, strategy, sets, draft) ||
    draft.blueGreen?.scaleUpPreviewCheckPoint === true;
  if (
    !current ||
    !isSaturated ||
    !isPrepared ||
    draft.pauseConditions ||
    context.rollout.paused
  ) {
    return draft;
  }
  await pointService(context, strategy.activeService, current.hash);
  await keepReplicaSet(context, current);
  return {
    ...draft,
    blueGreen: { ...draft.blueGreen, scaleUpPreviewCheckPoint: undefined },
  };
}

/** Somebody who resumes in spite of a doubtful analysis takes it for good. */
function withSelectors(
  context: RolloutContext,
  strategy: BlueGreenStrategy,
  draft: RolloutStatus,
): RolloutStatus {
  return {
    ...draft,
    blueGreen: {
      ...draft.blueGreen,
      activeSelector: serviceHash(context, strategy.activeService),
      previewSelector: serviceHash(context, strategy.previewService),
    },
  };
}

function abortMessage(sets: ReplicaSets, cause: string | undefined): string {
  const message = `Rollout aborted update to revision ${
    sets.current?.revision ?? 0
  }`;
  return cause ? `${message}: ${cause}` : message;
}

function isReady(replicaSet: ReplicaSet | undefined): boolean {
  return (
    replicaSet !== undefined &&
    replicaSet.availableReplicas > 0 &&
    replicaSet.availableReplicas === replicaSet.replicas
  );
}

function isUpdating(sets: ReplicaSets): boolean {
  return sets.stable !== undefined && sets.stable !== sets.current;
}
