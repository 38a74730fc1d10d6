import { quantile } from '../robust-statistics/quantile';
import type { MetricKind, RcaInput, RcaMetric, RcaNode } from './RcaInput';
import { measureSignal, unknownCalls } from './Signal';

/** One metric that is not as usual. */
export interface Finding {
  readonly metric: string;
  readonly kind: MetricKind;
  /** At the peak, in robust standard deviations; positive = more latency, failures, calls or value than usual. */
  readonly deviation: number;
  /** Median of the normal period and value at the peak, in the metric's unit. */
  readonly usual: number;
  readonly observed: number;
  /** When it left normal; before the window when the alarm came late. */
  readonly sinceMs: number;
  readonly peakMs: number;
}

/** From here a metric is worth naming as evidence. */
const notable = 3;
/** The onset is where the deviation last rose above this on its way to the peak. */
const leftNormalAt = 1.5;

/**
 * Describes how one metric of a node left its normal.
 *
 * - Shape: ordered input; the answer is `undefined` when the metric stayed within three deviations.
 * - Unit: see `Finding`.
 * - Invalid input: see `measureSignal()`.
 * - Errors: none.
 * - Cost: O(n) on average.
 * - Source: hysteresis on the robust deviation: found at 3, followed back to 1.5, across the start of the window if need be.
 */
export function describeFinding(
  input: RcaInput,
  node: RcaNode,
  metric: RcaMetric,
): Finding | undefined {
  const known = (each: number) => (Number.isNaN(each) ? 0 : each);
  const window = measureSignal(node, metric, unknownCalls)?.deviations.map(
    known,
  );
  const normal = measureSignal(
    node,
    metric,
    unknownCalls,
    'normal',
  )?.deviations.map(known);
  if (!window || !normal) return undefined;
  let peak = 0;
  for (let step = 1; step < window.length; step++) {
    if (Math.abs(window[step]) > Math.abs(window[peak])) peak = step;
  }
  if (!(Math.abs(window[peak]) >= notable)) return undefined;
  const sign = Math.sign(window[peak]);
  const isOff = (step: number) =>
    sign * (step < 0 ? normal[normal.length + step] : window[step]) >=
    leftNormalAt;
  let since = peak;
  while (since > -normal.length && isOff(since - 1)) since--;
  return {
    metric: metric.name,
    kind: metric.kind,
    deviation: window[peak],
    usual: quantile(metric.normal, 0.5),
    observed: Number(metric.window[peak]),
    sinceMs: timeAt(input, since),
    peakMs: timeAt(input, peak),
  };
}

/** Steps count from the start of the window; negative ones lie in the normal period. */
function timeAt(input: RcaInput, step: number): number {
  const { normalTimestampsMs: normal, windowTimestampsMs: window } = input;
  return step < 0 ? normal[normal.length + step] : window[step];
}
