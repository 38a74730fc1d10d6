import type { Rollout } from './Rollout';
import type { RolloutStatus } from './RolloutStatus';

export interface RolloutPhase {
  readonly phase: 'Healthy' | 'Progressing' | 'Paused' | 'Degraded';
  readonly message: string;
}

/** `status.phase` and `status.message`, in the order of precedence and the words of Argo Rollouts. */
export function rolloutPhase(
  rollout: Rollout,
  status: RolloutStatus,
): RolloutPhase {
  const broken = status.conditions?.find(
    each =>
      each.type === 'InvalidSpec' ||
      each.reason === 'RolloutAborted' ||
      each.reason === 'ProgressDeadlineExceeded',
  );
  if (broken) {
    const cause = broken.type === 'InvalidSpec' ? broken.type : broken.reason;
    return { phase: 'Degraded', message: `${cause}: ${broken.message}` };
  }
  if (rollout.paused) return { phase: 'Paused', message: 'manually paused' };
  const pause = status.pauseConditions?.[0];
  if (pause) return { phase: 'Paused', message: pause.reason };
  const wait = whatItWaitsFor(rollout, status);
  return wait
    ? { phase: 'Progressing', message: wait }
    : { phase: 'Healthy', message: '' };
}

function whatItWaitsFor(
  rollout: Rollout,
  status: RolloutStatus,
): string | undefined {
  const { strategy } = rollout;
  const updated = status.updatedReplicas ?? 0;
  if (isRestarting(rollout, status)) return 'rollout is restarting';
  if (updated < rollout.replicas) return 'more replicas need to be updated';
  if ((status.availableReplicas ?? 0) < updated) {
    return 'updated replicas are still becoming available';
  }
  const isPromoted =
    status.stableRS !== undefined && status.stableRS === status.currentPodHash;
  if (strategy?.kind === 'blueGreen') {
    if (status.blueGreen?.activeSelector !== status.currentPodHash) {
      return 'active service cutover pending';
    }
    if (isPromoted) return undefined;
    return strategy.postPromotionAnalysis
      ? 'waiting for analysis to complete'
      : 'waiting for post-promotion verification to complete';
  }
  if (
    strategy?.kind === 'canary' &&
    !strategy.trafficRouting &&
    (status.replicas ?? 0) > updated
  ) {
    return 'old replicas are pending termination';
  }
  return isPromoted ? undefined : 'waiting for all steps to complete';
}

function isRestarting(rollout: Rollout, status: RolloutStatus): boolean {
  if (rollout.restartAtMs === undefined) return false;
  return (
    status.restartedAt === undefined ||
    Date.parse(status.restartedAt) !== rollout.restartAtMs
  );
}
