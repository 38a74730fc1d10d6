import { sum, type ReplicaSets } from '../ReplicaSet';
import type { CanaryStrategy } from '../Rollout';
import type { RolloutContext } from '../RolloutContext';
import type { RolloutStatus } from '../RolloutStatus';
import {
  delayScaleDown,
  keepReplicaSet,
  scaleReplicaSet,
} from '../writeReplicaSets';
import { canaryTarget } from './canaryWeight';
import { nextCounts, type CanarySizes } from './planCanary';

/** Moves the pods of both sides, and of what is left of older versions, one step. */
export async function scaleCanary(
  context: RolloutContext,
  strategy: CanaryStrategy,
  sets: ReplicaSets,
  sizes: CanarySizes,
  draft: RolloutStatus,
): Promise<void> {
  const { current, stable } = sets;
  const next = nextCounts(sizes);
  if (sizes.stable && stable) {
    await keepReplicaSet(context, stable);
    await scaleReplicaSet(context, stable, next.stable);
  }
  if (current) {
    const isLingering =
      draft.abort === true &&
      strategy.trafficRouting !== undefined &&
      !strategy.dynamicStableScale;
    if (isLingering) {
      await lingerAborted(context, strategy, sets);
    } else {
      await keepReplicaSet(context, current);
      await scaleReplicaSet(context, current, next.current);
    }
  }
  await scaleDownOthers(context, strategy, sets);
}

async function lingerAborted(
  context: RolloutContext,
  strategy: CanaryStrategy,
  { current }: ReplicaSets,
): Promise<void> {
  const delaySeconds = strategy.abortScaleDownDelaySeconds;
  if (!current || delaySeconds === 0) return;
  if (current.scaleDownAtMs === undefined) {
    await delayScaleDown(context, current, delaySeconds);
  } else if (current.scaleDownAtMs <= context.nowMs) {
    await scaleReplicaSet(context, current, 0);
  } else {
    context.wakeAt(current.scaleDownAtMs);
  }
}

async function scaleDownOthers(
  context: RolloutContext,
  strategy: CanaryStrategy,
  sets: ReplicaSets,
): Promise<void> {
  let spare =
    sum(sets.all, 'availableReplicas') -
    (context.rollout.replicas - strategy.maxUnavailable);
  for (const each of sets.others) {
    if (each.replicas === 0) continue;
    if (
      each.scaleDownAtMs !== undefined &&
      each.scaleDownAtMs > context.nowMs
    ) {
      context.wakeAt(each.scaleDownAtMs);
      continue;
    }
    const isFree = strategy.trafficRouting !== undefined;
    // Pods that are not available take nothing away from those that are.
    const idle =
      each.replicas - Math.min(each.replicas, each.availableReplicas);
    const removed = isFree
      ? each.replicas
      : Math.min(each.replicas, idle + Math.max(0, spare));
    spare -= removed - Math.min(removed, idle);
    await scaleReplicaSet(context, each, each.replicas - removed);
  }
}

export function canarySizes(
  { rollout }: RolloutContext,
  strategy: CanaryStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
): CanarySizes {
  return {
    replicas: rollout.replicas,
    target: canaryTarget(strategy, draft),
    maxSurge: strategy.maxSurge,
    maxUnavailable: strategy.maxUnavailable,
    hasTrafficRouting: strategy.trafficRouting !== undefined,
    dynamicStableScale: strategy.dynamicStableScale,
    current: sets.current,
    ...(sets.stable !== sets.current ? { stable: sets.stable } : {}),
    others: sets.others,
  };
}

export function isScaling(
  { rollout }: RolloutContext,
  sets: ReplicaSets,
): boolean {
  return sets.all.some(
    each =>
      each.replicas > 0 &&
      each.desiredReplicas !== undefined &&
      each.desiredReplicas !== rollout.replicas,
  );
}
