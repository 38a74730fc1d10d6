import type { Deployment, ReplicaSet } from '../kinds/Deployment';
import { resolveIntOrPercent } from '../resolveIntOrPercent';

/** One ReplicaSet to scale. */
export interface ScaleStep {
  readonly replicaSet: ReplicaSet;
  readonly replicas: number;
}

export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';

/** The limits a rolling update keeps: surge rounds up, unavailable rounds down, and they are never both zero. */
export function rolloutLimits(deployment: Deployment): {
  replicas: number;
  maxSurge: number;
  maxUnavailable: number;
} {
  const replicas = deployment.spec.replicas ?? 1;
  const strategy = deployment.spec.strategy;
  if (strategy?.type === 'Recreate') {
    return { replicas, maxSurge: 0, maxUnavailable: replicas };
  }
  const rolling = strategy?.rollingUpdate;
  const maxSurge = resolveIntOrPercent(
    rolling?.maxSurge ?? '25%',
    replicas,
    'up',
  );
  const maxUnavailable = resolveIntOrPercent(
    rolling?.maxUnavailable ?? '25%',
    replicas,
    'down',
  );
  return {
    replicas,
    maxSurge,
    maxUnavailable:
      maxSurge === 0 && maxUnavailable === 0
        ? 1
        : Math.min(maxUnavailable, replicas),
  };
}

/**
 * The next step of a rolling update: first grow the new ReplicaSet as far as surge allows, then shrink the old ones
 * as far as availability allows, broken pods first. Empty when nothing may move until pods change.
 * Source: kubernetes pkg/controller/deployment/rolling.go (behaviour). O(number of ReplicaSets).
 */
export function planRollout(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  oldReplicaSets: readonly ReplicaSet[],
): readonly ScaleStep[] {
  const limits = rolloutLimits(deployment);
  const all = [...oldReplicaSets, newReplicaSet];
  const grown = newReplicaSetSize(limits, newReplicaSet, all);
  if (grown !== sizeOf(newReplicaSet)) {
    return [{ replicaSet: newReplicaSet, replicas: grown }];
  }

  const minAvailable = limits.replicas - limits.maxUnavailable;
  const newUnavailable = sizeOf(newReplicaSet) - availableOf(newReplicaSet);
  const removable = sum(all, sizeOf) - minAvailable - newUnavailable;
  if (removable <= 0) return [];

  const sizes = new Map(oldReplicaSets.map(each => [each, sizeOf(each)]));
  shrink(sizes, removable, each => sizeOf(each) - availableOf(each));
  shrink(
    sizes,
    sum(all, availableOf) - minAvailable,
    each => sizes.get(each) ?? 0,
  );
  return oldReplicaSets
    .map(each => ({ replicaSet: each, replicas: sizes.get(each) ?? 0 }))
    .filter(step => step.replicas !== sizeOf(step.replicaSet));
}

/**
 * Sizes after `spec.replicas` changed: one active ReplicaSet takes all; in the middle of a rollout the difference is
 * shared in proportion to size, the largest taking the rounding (kubernetes calls this proportional scaling).
 */
export function planScaling(
  deployment: Deployment,
  newReplicaSet: ReplicaSet | undefined,
  oldReplicaSets: readonly ReplicaSet[],
): readonly ScaleStep[] {
  const limits = rolloutLimits(deployment);
  const all = newReplicaSet
    ? [...oldReplicaSets, newReplicaSet]
    : oldReplicaSets;
  const active = all.filter(each => sizeOf(each) > 0);
  const only =
    active.length <= 1 ? active[0] ?? newReplicaSet ?? all[0] : undefined;
  if (only) {
    return sizeOf(only) === limits.replicas
      ? []
      : [{ replicaSet: only, replicas: limits.replicas }];
  }
  if (deployment.spec.strategy?.type === 'Recreate') return [];

  const allowed = limits.replicas > 0 ? limits.replicas + limits.maxSurge : 0;
  const total = sum(active, sizeOf);
  const difference = allowed - total;
  const largestFirst = [...active].sort((a, b) => sizeOf(b) - sizeOf(a));
  let left = difference;
  const steps = largestFirst.map(replicaSet => {
    const former = Number(
      replicaSet.metadata.annotations?.[MAX_REPLICAS] ?? total,
    );
    const exact = Math.round((sizeOf(replicaSet) * allowed) / former);
    const wanted = exact - sizeOf(replicaSet);
    const share =
      difference > 0
        ? Math.min(Math.max(0, wanted), left)
        : Math.max(Math.min(0, wanted), left);
    left -= share;
    return { replicaSet, replicas: sizeOf(replicaSet) + share };
  });
  return steps
    .map((step, index) =>
      index === 0
        ? { ...step, replicas: Math.max(0, step.replicas + left) }
        : step,
    )
    .filter(step => step.replicas !== sizeOf(step.replicaSet));
}

export function sizeOf(replicaSet: ReplicaSet): number {
  return replicaSet.spec.replicas ?? 1;
}

function availableOf(replicaSet: ReplicaSet): number {
  return replicaSet.status?.availableReplicas ?? 0;
}

function newReplicaSetSize(
  limits: { replicas: number; maxSurge: number },
  newReplicaSet: ReplicaSet,
  all: readonly ReplicaSet[],
): number {
  const current = sizeOf(newReplicaSet);
  if (current >= limits.replicas) return limits.replicas;
  const room = limits.replicas + limits.maxSurge - sum(all, sizeOf);
  return current + Math.max(0, Math.min(room, limits.replicas - current));
}

/** Takes up to `budget` replicas away, oldest ReplicaSet first, no more than `removableOf` from each. */
function shrink(
  sizes: Map<ReplicaSet, number>,
  budget: number,
  removableOf: (replicaSet: ReplicaSet) => number,
): void {
  let left = budget;
  for (const [replicaSet, size] of sizes) {
    if (left <= 0) return;
    const taken = Math.max(0, Math.min(left, size, removableOf(replicaSet)));
    sizes.set(replicaSet, size - taken);
    left -= taken;
  }
}

function sum(
  replicaSets: readonly ReplicaSet[],
  of: (replicaSet: ReplicaSet) => number,
): number {
  return replicaSets.reduce((total, each) => total + of(each), 0);
}
