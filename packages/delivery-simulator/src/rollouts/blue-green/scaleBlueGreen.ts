import { serviceHash } from '../pointService';
import type { ReplicaSet, ReplicaSets } from '../ReplicaSet';
import type { BlueGreenStrategy } from '../Rollout';
import type { RolloutContext } from '../RolloutContext';
import type { RolloutStatus } from '../RolloutStatus';
import {
  delayScaleDown,
  keepReplicaSet,
  scaleReplicaSet,
} from '../writeReplicaSets';

/** Sizes the new and the stable version, and takes the pods of older ones away when their time has come. */
export async function scaleBlueGreen(
  context: RolloutContext,
  strategy: BlueGreenStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
): Promise<void> {
  const { current, stable } = sets;
  const { replicas } = context.rollout;
  if (stable && stable !== current) {
    await keepReplicaSet(context, stable);
    await scaleReplicaSet(context, stable, replicas);
  }
  if (!current) return;
  if (draft.abort) {
    await scaleDownLater(context, current, strategy.abortScaleDownDelaySeconds);
  } else {
    const size = sizeOfCurrent(context, strategy, sets, draft);
    await scaleReplicaSet(context, current, size);
  }
  const active = serviceHash(context, strategy.activeService);
  let kept = 0;
  for (const each of sets.others) {
    if (each.hash === active || each.replicas === 0) continue;
    const isWaiting =
      each.scaleDownAtMs !== undefined && each.scaleDownAtMs > context.nowMs;
    const limit = strategy.scaleDownDelayRevisionLimit ?? Infinity;
    if (isWaiting && kept < limit) {
      kept += 1;
      context.wakeAt(each.scaleDownAtMs ?? 0);
    } else {
      await scaleReplicaSet(context, each, 0);
    }
  }
}

async function scaleDownLater(
  context: RolloutContext,
  replicaSet: ReplicaSet,
  delaySeconds: number,
): Promise<void> {
  if (delaySeconds === 0 || replicaSet.replicas === 0) return;
  if (replicaSet.scaleDownAtMs === undefined) {
    await delayScaleDown(context, replicaSet, delaySeconds);
  } else if (replicaSet.scaleDownAtMs <= context.nowMs) {
    await scaleReplicaSet(context, replicaSet, 0);
  } else {
    context.wakeAt(replicaSet.scaleDownAtMs);
  }
}

export function sizeOfCurrent(
  { rollout }: RolloutContext,
  strategy: BlueGreenStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
): number {
  const isPreview =
    strategy.previewReplicaCount !== undefined &&
    sets.stable !== undefined &&
    sets.stable !== sets.current &&
    !draft.promoteFull &&
    draft.blueGreen?.scaleUpPreviewCheckPoint !== true &&
    draft.blueGreen?.activeSelector !== draft.currentPodHash;
  return isPreview
    ? strategy.previewReplicaCount ?? rollout.replicas
    : rollout.replicas;
}
