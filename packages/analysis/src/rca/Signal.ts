import { quantile } from '../robust-statistics/quantile';
import {
  deviationOf,
  excessOver,
  fitNormalModel,
  maxDeviation,
} from './NormalModel';
import { failureDeviation, failuresOf, fitErrorModel } from './ErrorModel';
import type { MetricKind, RcaMetric, RcaNode } from './RcaInput';

/** What is more than normal at one node, step by step; NaN where it is not known. */
export interface Signal {
  readonly metric: RcaMetric;
  /** How much more in total: waited ms, failed calls, calls; for other metrics, standard deviations. */
  readonly excess: Float64Array;
  /** Standard deviations from normal, signed so that more of the excess is positive. */
  readonly deviations: Float64Array;
}

/** Calls per step to assume where nobody counts any: a failure of one percent is then one call. */
export const unknownCalls = 100;

/** Which of the two series of a metric. */
export type Period = 'normal' | 'window';

/**
 * Compares one metric of a node with its normal period.
 *
 * - Shape: one number per step of the period asked for.
 * - Unit: see `Signal`. Latency counts for each call, so its excess is (latency - expected) x calls, all the time that was
 *   waited for nothing; the total can be compared between nodes, which a percentage or a mean cannot.
 * - Invalid input: without one value in the normal period (for failures: without one in the period) the answer is `undefined`.
 *   `fallbackCalls` stands for calls that nobody measured.
 * - Errors: none.
 * - Cost: O(n) on average.
 * - Source: `fitNormalModel()`, `fitErrorModel()`.
 */
export function measureSignal(
  node: RcaNode,
  metric: RcaMetric,
  fallbackCalls: number,
  period: Period = 'window',
): Signal | undefined {
  const calls = callsOf(node, period, fallbackCalls);
  if (metric.kind === 'availability') {
    const normalCalls = callsOf(node, 'normal', fallbackCalls);
    return measureFailures(metric, period, calls, normalCalls);
  }
  const requests = requestsOf(node);
  const loads = metric.kind === 'requests' ? undefined : requests;
  const model = fitNormalModel(metric.normal, loads?.normal);
  if (!model) return undefined;
  const more = excessOver(model, metric[period], loads?.[period]);
  const deviations = more.map(each => deviationOf(model, each));
  if (metric.kind === 'other') {
    return { metric, excess: deviations, deviations };
  }
  if (metric.kind === 'requests') {
    return { metric, excess: more.map(bounded), deviations };
  }
  return {
    metric,
    excess: more.map((each, step) =>
      unlessIdle(each * calls[step], calls[step]),
    ),
    deviations: deviations.map((each, step) => unlessIdle(each, calls[step])),
  };
}

/**
 * The metric of a kind that stands for a node: its first latency, because that is the mean where there is one and only means add up
 * along calls; of other kinds the one that the alarm was raised on, or else its first.
 */
export function metricOf(
  node: RcaNode,
  kind: MetricKind,
  alarmedName: string,
): RcaMetric | undefined {
  const ofKind = node.metrics.filter(metric => metric.kind === kind);
  const alarmed = ofKind.find(({ name }) => name === alarmedName);
  return kind === 'latency' ? ofKind[0] : alarmed ?? ofKind[0];
}

/** The median of a node's calls per step, or `fallback` when nobody counted them. */
export function usualCallsOf(node: RcaNode, fallback: number): number {
  const requests = requestsOf(node);
  const usual = requests ? quantile(requests.normal, 0.5) : NaN;
  return Number.isNaN(usual) ? fallback : usual;
}

/** The metric that counts a node's calls, if one does. */
export function requestsOf(node: RcaNode): RcaMetric | undefined {
  return node.metrics.find(({ kind }) => kind === 'requests');
}

/** Calls per step; where nobody counted, the usual ones. */
function callsOf(
  node: RcaNode,
  period: Period,
  fallback: number,
): Float64Array {
  const usual = usualCallsOf(node, fallback);
  const requests = requestsOf(node)?.[period];
  const longest = Math.max(...node.metrics.map(each => each[period].length));
  const calls = new Float64Array(longest).fill(usual);
  for (let step = 0; step < longest; step++) {
    const counted = requests?.[step];
    if (counted !== undefined && counted >= 0) calls[step] = counted;
  }
  return calls;
}

function measureFailures(
  metric: RcaMetric,
  period: Period,
  calls: Float64Array,
  normalCalls: Float64Array,
): Signal | undefined {
  const model = fitErrorModel(metric.normal, normalCalls);
  const failures = failuresOf(metric[period], calls);
  return {
    metric,
    excess: failures.map((count, step) =>
      unlessIdle(count - model.ratio * calls[step], calls[step]),
    ),
    deviations: failures.map((count, step) =>
      unlessIdle(failureDeviation(model, count, calls[step]), calls[step]),
    ),
  };
}

/** A step without calls has no trouble; a step with calls but no value is not known. */
function unlessIdle(value: number, calls: number): number {
  return calls > 0 ? bounded(value) : 0;
}

/** Keeps sums of excesses finite whatever the input. */
function bounded(value: number): number {
  const limit = maxDeviation ** 8;
  return Math.min(Math.max(value, -limit), limit);
}
