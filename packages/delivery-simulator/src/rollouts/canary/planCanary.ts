import type { ReplicaSet } from '../ReplicaSet';
import type { CanaryTarget } from './canaryWeight';

/** The sizes that decide how pods move between the two ReplicaSets of a canary update. */
export interface CanarySizes {
  readonly replicas: number;
  readonly target: CanaryTarget;
  readonly maxSurge: number;
  readonly maxUnavailable: number;
  /** With a mesh the stable ReplicaSet keeps its full size while traffic moves. */
  readonly hasTrafficRouting: boolean;
  readonly dynamicStableScale: boolean;
  readonly current?: ReplicaSet;
  /** Missing when it is the same as `current`. */
  readonly stable?: ReplicaSet;
  readonly others: readonly ReplicaSet[];
}

export interface CanaryCounts {
  readonly current: number;
  readonly stable: number;
}

/** Where the step ends: both shares are rounded up, so that neither side is without a pod between 0 and 100 %. */
export function finalCounts(sizes: CanarySizes): CanaryCounts {
  const { replicas, target } = sizes;
  if (!sizes.stable) return { current: replicas, stable: 0 };
  const share = ceilShare(replicas, 100 - target.weight);
  const current = target.fixedReplicas ?? ceilShare(replicas, target.weight);
  if (sizes.hasTrafficRouting) {
    return { current, stable: sizes.dynamicStableScale ? share : replicas };
  }
  return { current, stable: share };
}

/**
 * What to ask of both ReplicaSets now. Never more than `replicas + maxSurge` pods in all (one more where both shares
 * are rounded up), never fewer available than `replicas - maxUnavailable`; the stable side grows first, ReplicaSets
 * that are neither shrink first, then the canary, then the stable one.
 * Source: the documented calculation of Argo Rollouts for canaries without traffic routing.
 */
export function nextCounts(sizes: CanarySizes): CanaryCounts {
  const final = finalCounts(sizes);
  if (sizes.hasTrafficRouting) return meshCounts(sizes, final);
  const { replicas, current, stable, others, target } = sizes;
  const now = {
    current: current?.replicas ?? 0,
    stable: stable?.replicas ?? 0,
  };
  const isUneven = (replicas * target.weight) % 100 !== 0;
  const most = replicas + sizes.maxSurge + (stable && isUneven ? 1 : 0);
  const othersSize = others.reduce((total, each) => total + each.replicas, 0);
  let room = Math.max(0, most - now.current - now.stable - othersSize);

  const next = { ...now };
  if (now.stable < final.stable) {
    next.stable = Math.min(final.stable, now.stable + room);
    room -= next.stable - now.stable;
  }
  if (now.current < final.current) {
    next.current = Math.min(final.current, now.current + room);
  }
  if (othersSize > 0) return next;

  const isGrowing = final.current >= now.current;
  let spare =
    countForScaleDown(current, !isGrowing) +
    countForScaleDown(stable, isGrowing) -
    (replicas - sizes.maxUnavailable);
  if (spare <= 0) return next;
  if (now.current > final.current) {
    next.current = Math.max(final.current, now.current - spare);
    spare -= now.current - next.current;
  }
  if (now.stable > final.stable && spare > 0) {
    next.stable = Math.max(final.stable, now.stable - spare);
  }
  return next;
}

/** Whether both sides are where the step wants them, with every pod available. */
export function isAtFinalCounts(sizes: CanarySizes): boolean {
  const final = finalCounts(sizes);
  const { current, stable, others } = sizes;
  const isAt = (replicaSet: ReplicaSet | undefined, count: number) =>
    replicaSet !== undefined &&
    replicaSet.replicas === count &&
    replicaSet.availableReplicas === count;
  return (
    isAt(current, final.current) &&
    (!stable || isAt(stable, final.stable)) &&
    (sizes.hasTrafficRouting ||
      others.every(each => each.availableReplicas === 0))
  );
}

/** With a dynamically scaled stable side neither shrinks before the other can take its traffic. */
function meshCounts(sizes: CanarySizes, final: CanaryCounts): CanaryCounts {
  const { current, stable, replicas } = sizes;
  if (!sizes.dynamicStableScale || !stable) return final;
  const available =
    (current?.availableReplicas ?? 0) + stable.availableReplicas;
  const spare = Math.max(0, available - replicas);
  return {
    current:
      (current?.replicas ?? 0) > final.current
        ? Math.max(final.current, (current?.replicas ?? 0) - spare)
        : final.current,
    stable:
      stable.replicas > final.stable
        ? Math.max(final.stable, stable.replicas - spare)
        : final.stable,
  };
}

/** Pods that count as serving when others are to be removed: all asked for on the side that shrinks anyway. */
function countForScaleDown(
  replicaSet: ReplicaSet | undefined,
  ignoresAvailability: boolean,
): number {
  if (!replicaSet) return 0;
  if (ignoresAvailability) return replicaSet.replicas;
  return Math.min(replicaSet.replicas, replicaSet.availableReplicas);
}

function ceilShare(replicas: number, weight: number): number {
  return Math.ceil((replicas * weight) / 100);
}
