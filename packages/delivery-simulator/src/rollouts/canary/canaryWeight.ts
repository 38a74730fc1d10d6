import type { CanaryStep, CanaryStrategy } from '../Rollout';
import type { RolloutStatus } from '../RolloutStatus';

/** The step that the update is at; undefined without steps or past the last. */
export function currentStep(
  strategy: CanaryStrategy,
  status: RolloutStatus,
): CanaryStep | undefined {
  return strategy.steps[status.currentStepIndex ?? 0];
}

/** What the steps so far ask of the canary: a percentage, or a fixed number of pods. */
export interface CanaryTarget {
  readonly weight: number;
  readonly fixedReplicas?: number;
}

/** How large the canary is to be at the present step. */
export function canaryTarget(
  strategy: CanaryStrategy,
  status: RolloutStatus,
): CanaryTarget {
  if (status.promoteFull || status.currentPodHash === status.stableRS) {
    return { weight: 100 };
  }
  const weight = currentWeight(strategy, status);
  const scale =
    strategy.trafficRouting && !status.abort && currentStep(strategy, status)
      ? lastScale(strategy, status)
      : undefined;
  if (scale?.replicas !== undefined) {
    return { weight, fixedReplicas: scale.replicas };
  }
  return { weight: scale?.weight ?? weight };
}

/** The `setWeight` in force: of the present step or the nearest before it. */
export function currentWeight(
  strategy: CanaryStrategy,
  status: RolloutStatus,
): number {
  if (status.abort) return 0;
  if (!currentStep(strategy, status)) return 100;
  return weightBefore(strategy, (status.currentStepIndex ?? 0) + 1);
}

/** The last `setWeight` before step `index`, or 0. */
export function weightBefore(strategy: CanaryStrategy, index: number): number {
  const before = strategy.steps.slice(0, index);
  const step = before.reverse().find(each => each.kind === 'setWeight');
  return step?.kind === 'setWeight' ? step.weight : 0;
}

function lastScale(
  strategy: CanaryStrategy,
  status: RolloutStatus,
): Extract<CanaryStep, { kind: 'setCanaryScale' }> | undefined {
  const step = strategy.steps
    .slice(0, (status.currentStepIndex ?? 0) + 1)
    .reverse()
    .find(each => each.kind === 'setCanaryScale');
  return step?.kind === 'setCanaryScale' && !step.matchTrafficWeight
    ? step
    : undefined;
}
