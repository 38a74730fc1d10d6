import { toMs } from '../ControllerContext';
import type { Pod } from '../kinds/Pod';
import type { PodDisruptionBudget } from '../kinds/Service';
import { isPodReady } from '../podState';
import { replaceCondition } from '../replaceCondition';
import { resolveIntOrPercent } from '../resolveIntOrPercent';

type Status = NonNullable<PodDisruptionBudget['status']>;

/** An evicted pod that is still there after so long will stay. */
const DELETION_TIMEOUT_MS = 120_000;

/**
 * How many pods of a budget are healthy, must be, and may go. `pods` are those that its selector matches, `expectedScale` is how many
 * their workloads ask for. Source: `sync` of the disruption controller of k8s.io/kubernetes.
 */
export function disruptionStatus(
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
  expectedScale: number,
  nowMs: number,
): Status {
  const { expectedPods, desiredHealthy } = expectationsOf(
    budget,
    pods.length,
    expectedScale,
  );
  const disruptedPods = stillDisrupted(budget, pods, nowMs);
  const currentHealthy = pods.filter(
    pod =>
      !pod.metadata.deletionTimestamp &&
      disruptedPods[pod.metadata.name] === undefined &&
      isPodReady(pod),
  ).length;
  const disruptionsAllowed =
    expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
  return withAllowedCondition(
    {
      ...budget.status,
      observedGeneration: budget.metadata.generation,
      disruptionsAllowed,
      currentHealthy,
      desiredHealthy,
      expectedPods,
      disruptedPods,
    },
    nowMs,
  );
}

/** The condition that says whether a pod may go, after `disruptionsAllowed` changed. */
export function withAllowedCondition(status: Status, nowMs: number): Status {
  const isAllowed = status.disruptionsAllowed > 0;
  const { disruptedPods, ...rest } = status;
  return {
    ...rest,
    ...(Object.keys(disruptedPods ?? {}).length > 0 ? { disruptedPods } : {}),
    conditions: replaceCondition(
      status.conditions,
      {
        type: 'DisruptionAllowed',
        status: isAllowed ? 'True' : 'False',
        reason: isAllowed ? 'SufficientPods' : 'InsufficientPods',
        message: '',
        observedGeneration: status.observedGeneration,
      },
      nowMs,
    ),
  };
}

/** When the next entry of `disruptedPods` is given up. */
export function nextTimeoutMs({ disruptedPods }: Status): number | undefined {
  const times = Object.values(disruptedPods ?? {});
  return times.length === 0
    ? undefined
    : Math.min(...times.map(toMs)) + DELETION_TIMEOUT_MS;
}

function expectationsOf(
  { spec: { minAvailable, maxUnavailable } }: PodDisruptionBudget,
  matching: number,
  expectedScale: number,
): Pick<Status, 'expectedPods' | 'desiredHealthy'> {
  if (maxUnavailable !== undefined)
    return {
      expectedPods: expectedScale,
      desiredHealthy: Math.max(
        0,
        expectedScale -
          resolveIntOrPercent(maxUnavailable, expectedScale, 'up'),
      ),
    };
  if (typeof minAvailable === 'string')
    return {
      expectedPods: expectedScale,
      desiredHealthy: resolveIntOrPercent(minAvailable, expectedScale, 'up'),
    };
  return { expectedPods: matching, desiredHealthy: minAvailable ?? 0 };
}

function stillDisrupted(
  { status }: PodDisruptionBudget,
  pods: readonly Pod[],
  nowMs: number,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(status?.disruptedPods ?? {}).filter(
      ([name, evictedAt]) =>
        toMs(evictedAt) + DELETION_TIMEOUT_MS > nowMs &&
        pods.some(
          pod => pod.metadata.name === name && !pod.metadata.deletionTimestamp,
        ),
    ),
  );
}
