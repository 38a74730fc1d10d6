/** `spec.behavior.scaleUp` or `.scaleDown`. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy: 'Max' | 'Min' | 'Disabled';
  readonly policies: readonly ScalingPolicy[];
}

export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodSeconds: number;
}

export interface ScalingBehavior {
  readonly scaleUp: ScalingRules;
  readonly scaleDown: ScalingRules;
}

/** What one autoscaler did and thought lately; forgotten when its controller restarts. */
export interface ScalingHistory {
  readonly recommendations: readonly Entry[];
  /** Pods added or removed at once. */
  readonly scaleUps: readonly Entry[];
  readonly scaleDowns: readonly Entry[];
}

export interface Entry {
  readonly atMs: number;
  readonly count: number;
}

export interface Verdict {
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

export interface LimitedChange {
  readonly replicas: number;
  readonly ableToScale: Verdict;
  readonly scalingLimited: Verdict;
}

interface Bounds {
  readonly current: number;
  readonly min: number;
  readonly max: number;
}

const ready: Verdict = {
  status: 'True',
  reason: 'ReadyForNewScale',
  message: 'recommended size matches current size',
};

const within: Verdict = {
  status: 'False',
  reason: 'DesiredWithinRange',
  message: 'the desired count is within the acceptable range',
};

const tooMany = limited(
  'TooManyReplicas',
  'the desired replica count is more than the maximum replica count',
);
const tooFew = limited(
  'TooFewReplicas',
  'the desired replica count is less than the minimum replica count',
);
const tooFast = limited(
  'ScaleUpLimit',
  'the desired replica count is increasing faster than the maximum scale rate',
);
const tooFastDown = limited(
  'ScaleDownLimit',
  'the desired replica count is decreasing faster than the maximum scale rate',
);

/**
 * What becomes of a wanted number of replicas: it is held by what was wanted within the stabilization windows, then by the rate of its
 * policies, then by minimum and maximum. Without a behavior the last five minutes hold a decrease, and an increase may double the
 * pods (at least to four). Source: `normalizeDesiredReplicasWithBehaviors` and `normalizeDesiredReplicas`.
 */
export function limitChange(
  wanted: number,
  bounds: Bounds,
  behavior: ScalingBehavior | undefined,
  history: ScalingHistory,
  nowMs: number,
): LimitedChange {
  const stabilized = behavior
    ? stabilizedBoth(wanted, bounds.current, behavior, history, nowMs)
    : Math.max(
        wanted,
        ...countsSince(history.recommendations, nowMs - 300_000),
      );
  const [replicas, limit] = behavior
    ? withinRates(stabilized, bounds, behavior, history, nowMs)
    : withinDoubling(stabilized, bounds);
  return {
    replicas,
    ableToScale:
      stabilized === wanted
        ? ready
        : held(behavior !== undefined && wanted >= bounds.current),
    scalingLimited: replicas === stabilized ? within : limit,
  };
}

function stabilizedBoth(
  wanted: number,
  current: number,
  { scaleUp, scaleDown }: ScalingBehavior,
  { recommendations }: ScalingHistory,
  nowMs: number,
): number {
  const since = ({ stabilizationWindowSeconds }: ScalingRules) =>
    countsSince(recommendations, nowMs - stabilizationWindowSeconds * 1_000);
  const least = Math.min(wanted, ...since(scaleUp));
  const most = Math.max(wanted, ...since(scaleDown));
  return Math.min(Math.max(current, least), most);
}

function withinRates(
  wanted: number,
  { current, min, max }: Bounds,
  { scaleUp, scaleDown }: ScalingBehavior,
  history: ScalingHistory,
  nowMs: number,
): readonly [number, Verdict] {
  if (wanted > current) {
    const rate = Math.max(current, upLimit(current, scaleUp, history, nowMs));
    const [most, limit] = max > rate ? [rate, tooFast] : [max, tooMany];
    return [Math.min(wanted, most), limit];
  }
  if (wanted < current) {
    const rate = Math.min(
      current,
      downLimit(current, scaleDown, history, nowMs),
    );
    const [least, limit] = min < rate ? [rate, tooFastDown] : [min, tooFew];
    return [Math.max(wanted, least), limit];
  }
  return [wanted, within];
}

function withinDoubling(
  wanted: number,
  { current, min, max }: Bounds,
): readonly [number, Verdict] {
  const rate = Math.max(2 * current, 4);
  const [most, limit] = max > rate ? [rate, tooFast] : [max, tooMany];
  if (wanted < min) return [min, tooFew];
  return [Math.min(wanted, most), limit];
}

function upLimit(
  current: number,
  { selectPolicy, policies }: ScalingRules,
  history: ScalingHistory,
  nowMs: number,
): number {
  if (selectPolicy === 'Disabled') return current;
  const limits = policies.map(policy => {
    const start = sizeBefore(current, policy, history, nowMs);
    return policy.type === 'Pods'
      ? start + policy.value
      : Math.ceil(start * (1 + policy.value / 100));
  });
  return selectPolicy === 'Min' ? Math.min(...limits) : Math.max(...limits);
}

/** The policy that allows the largest change is the one with the lowest limit. */
function downLimit(
  current: number,
  { selectPolicy, policies }: ScalingRules,
  history: ScalingHistory,
  nowMs: number,
): number {
  if (selectPolicy === 'Disabled') return current;
  const limits = policies.map(policy => {
    const start = sizeBefore(current, policy, history, nowMs);
    return policy.type === 'Pods'
      ? start - policy.value
      : Math.trunc(start * (1 - policy.value / 100));
  });
  return selectPolicy === 'Min' ? Math.max(...limits) : Math.min(...limits);
}

/** Replicas at the beginning of the period of a policy. */
function sizeBefore(
  current: number,
  { periodSeconds }: ScalingPolicy,
  { scaleUps, scaleDowns }: ScalingHistory,
  nowMs: number,
): number {
  const sinceMs = nowMs - periodSeconds * 1_000;
  const total = (entries: readonly Entry[]) =>
    countsSince(entries, sinceMs).reduce((sum, count) => sum + count, 0);
  return current - total(scaleUps) + total(scaleDowns);
}

function countsSince(
  entries: readonly Entry[],
  sinceMs: number,
): readonly number[] {
  return entries.filter(({ atMs }) => atMs > sinceMs).map(({ count }) => count);
}

function held(isUp: boolean): Verdict {
  return isUp
    ? {
        status: 'True',
        reason: 'ScaleUpStabilized',
        message:
          'recent recommendations were lower than current one, applying the lowest recent recommendation',
      }
    : {
        status: 'True',
        reason: 'ScaleDownStabilized',
        message:
          'recent recommendations were higher than current one, applying the highest recent recommendation',
      };
}

function limited(reason: string, message: string): Verdict {
  return { status: 'True', reason, message };
}
