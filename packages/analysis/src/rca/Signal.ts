import { quantile } from '../robust-statistics/quantile';
import {
  deviationOf,
  excessOver,
  fitNormalModel,
  maxDeviation,
} from './NormalModel';
import { failureDeviation, failuresOf, fitErrorModel } from './ErrorModel';
import type { MetricKind, RcaMetric, RcaNode } from './RcaInput';

/** What is more than normal at one node, step by step. Steps without a value hold 0. */
export interface Signal {
  readonly metric: RcaMetric;
  /** How much more in total: waited ms, failed calls, calls; for other metrics, standard deviations. */
  readonly excess: Float64Array;
  /** Standard deviations from normal, signed so that more of the excess is positive. */
  readonly deviations: Float64Array;
}

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
  const requests = requestsOf(node);
  if (metric.kind === 'availability') {
    return measureFailures(metric, requests, fallbackCalls, period);
  }
  const loads = metric.kind === 'requests' ? undefined : requests;
  const model = fitNormalModel(metric.normal, loads?.normal);
  if (!model) return undefined;
  const missingCalls = usualCallsOf(node, fallbackCalls);
  const more = excessOver(model, metric[period], loads?.[period]);
  const deviations = more.map(excess => known(deviationOf(model, excess)));
  if (metric.kind === 'other') {
    return { metric, excess: deviations, deviations };
  }
  const excess = more.map((each, step) => {
    if (metric.kind === 'requests') return bounded(each);
    const calls = requests?.[period][step];
    return bounded(
      each * (calls !== undefined && calls >= 0 ? calls : missingCalls),
    );
  });
  return { metric, excess, deviations };
}

/**
 * The metric of a kind that stands for a node: the one that the alarm was raised on, or else its first.
 */
export function metricOf(
  node: RcaNode,
  kind: MetricKind,
  preferredName: string,
): RcaMetric | undefined {
  return (
    node.metrics.find(
      metric => metric.kind === kind && metric.name === preferredName,
    ) ?? node.metrics.find(metric => metric.kind === kind)
  );
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

function measureFailures(
  metric: RcaMetric,
  requests: RcaMetric | undefined,
  fallbackCalls: number,
  period: Period,
): Signal | undefined {
  const callsIn = (each: Period) =>
    requests?.[each] ??
    new Float64Array(metric[each].length).fill(fallbackCalls);
  const calls = callsIn(period);
  const model = fitErrorModel(metric.normal, callsIn('normal'));
  const failures = failuresOf(metric[period], calls);
  if (failures.every(Number.isNaN)) return undefined;
  return {
    metric,
    excess: failures.map((count, step) =>
      bounded(count - model.ratio * Number(calls[step])),
    ),
    deviations: failures.map((count, step) =>
      known(failureDeviation(model, count, Number(calls[step]))),
    ),
  };
}

function known(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

/** Keeps sums of excesses finite whatever the input. */
function bounded(value: number): number {
  const limit = maxDeviation ** 8;
  return Number.isNaN(value) ? 0 : Math.min(Math.max(value, -limit), limit);
}
