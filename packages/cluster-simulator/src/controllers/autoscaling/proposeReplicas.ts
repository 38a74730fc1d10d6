import { toMs } from '../ControllerContext';
import type { Pod } from '../kinds/Pod';

/** Usage is compared in thousandths: of a core, or of a byte. */
export interface PodSample {
  readonly pod: Pod;
  /** Undefined while metrics-server knows nothing of the pod. */
  readonly usageMillis: number | undefined;
  /** Needed for a target that is a share of the request. */
  readonly requestMillis?: number;
}

export type ReplicaTarget =
  /** Percent of what the pods request. */
  | { readonly kind: 'utilization'; readonly percent: number }
  /** Mean of a pod. */
  | { readonly kind: 'average'; readonly millis: number };

export interface Proposal {
  readonly replicas: number;
  /** Percent of the request; undefined for a target that is an average. */
  readonly utilization?: number;
  readonly averageMillis: number;
}

/** Changes of less are not worth a pod: `--horizontal-pod-autoscaler-tolerance`. */
const TOLERANCE = 0.1;
/** `--horizontal-pod-autoscaler-cpu-initialization-period`. */
const INITIALIZATION_MS = 300_000;
/** `--horizontal-pod-autoscaler-initial-readiness-delay`. */
const READINESS_DELAY_MS = 30_000;
/** Over which metrics-server takes its rates. */
const WINDOW_MS = 30_000;

/**
 * How many replicas bring the usage of a resource to its target. Within 10 % of the target nothing changes. Pods that start up are
 * taken as idle when more are needed and left out otherwise; pods without metrics count against the direction of the change, and a
 * change that they turn around is none. Returns the reason when nothing can be said.
 * Source: `GetResourceReplicas` and `calcPlainMetricReplicas` of the horizontal pod autoscaler. O(pods).
 */
export function proposeReplicas(
  samples: readonly PodSample[],
  currentReplicas: number,
  target: ReplicaTarget,
  { resource, nowMs }: { readonly resource: string; readonly nowMs: number },
): Proposal | { readonly failure: string } {
  if (samples.length === 0)
    return {
      failure: 'no pods returned by selector while calculating replica count',
    };
  const { ready, unready, missing } = groupPods(samples, resource, nowMs);
  if (ready.length === 0)
    return {
      failure:
        'did not receive metrics for targeted pods (pods might be unready)',
    };
  const measured = ratioOf(ready, target);
  if (!measured) return { failure: 'no metrics returned matched known pods' };
  const { ratio, ...usage } = measured;
  const stay = { replicas: currentReplicas, ...usage };
  const startsMore = unready.length > 0 && ratio > 1;
  if (!startsMore && missing.length === 0)
    return isWithinTolerance(ratio)
      ? stay
      : { ...stay, replicas: Math.ceil(ratio * ready.length) };

  const all = [
    ...ready,
    ...missing.map(each => ({
      ...each,
      usageMillis: ratio < 1 ? cautiousUsage(each, target) : 0,
    })),
    ...(startsMore ? unready.map(each => ({ ...each, usageMillis: 0 })) : []),
  ];
  const again = ratioOf(all, target)?.ratio ?? ratio;
  if (isWithinTolerance(again) || ratio < 1 !== again < 1) return stay;
  const replicas = Math.ceil(again * all.length);
  return again < 1 === replicas < currentReplicas
    ? { ...stay, replicas }
    : stay;
}

type Measured = PodSample & { readonly usageMillis: number };

function groupPods(
  samples: readonly PodSample[],
  resource: string,
  nowMs: number,
) {
  const ready: Measured[] = [];
  const unready: PodSample[] = [];
  const missing: PodSample[] = [];
  for (const sample of samples) {
    const { pod, usageMillis } = sample;
    const phase = pod.status?.phase;
    if (pod.metadata.deletionTimestamp || phase === 'Failed') continue;
    if (phase === 'Pending') unready.push(sample);
    else if (usageMillis === undefined) missing.push(sample);
    else if (resource === 'cpu' && isStartingUp(pod, nowMs))
      unready.push(sample);
    else ready.push({ ...sample, usageMillis });
  }
  return { ready, unready, missing };
}

/** Within five minutes of its start a pod must be ready for a whole window; later it counts once it has ever been ready. */
function isStartingUp(pod: Pod, nowMs: number): boolean {
  const condition = pod.status?.conditions?.find(each => each.type === 'Ready');
  const startTime = pod.status?.startTime;
  if (!condition || startTime === undefined) return true;
  const startedMs = toMs(startTime);
  const changedMs = toMs(condition.lastTransitionTime);
  const isUnready = condition.status === 'False';
  return startedMs + INITIALIZATION_MS > nowMs
    ? isUnready || nowMs < changedMs + WINDOW_MS
    : isUnready && startedMs + READINESS_DELAY_MS > changedMs;
}

function ratioOf(
  samples: readonly Measured[],
  target: ReplicaTarget,
): (Omit<Proposal, 'replicas'> & { readonly ratio: number }) | undefined {
  const used = samples.reduce((sum, each) => sum + each.usageMillis, 0);
  const averageMillis = Math.floor(used / samples.length);
  if (target.kind === 'average')
    return { ratio: averageMillis / target.millis, averageMillis };
  const requested = samples.reduce(
    (sum, each) => sum + (each.requestMillis ?? 0),
    0,
  );
  if (requested === 0) return undefined;
  const utilization = Math.floor((used * 100) / requested);
  return { ratio: utilization / target.percent, utilization, averageMillis };
}

/** So much that a pod without metrics is no reason to shrink. */
function cautiousUsage(
  { requestMillis = 0 }: PodSample,
  target: ReplicaTarget,
): number {
  return target.kind === 'average'
    ? target.millis
    : (requestMillis * Math.max(100, target.percent)) / 100;
}

function isWithinTolerance(ratio: number): boolean {
  return Math.abs(ratio - 1) <= TOLERANCE;
}
