import { quantile } from '../robust-statistics/quantile';
import type { CallGraph } from './CallGraph';
import { attributeToCallees } from './Excess';
import type { Excess } from './Excess';
import type { MetricKind } from './RcaInput';
import type { Signal } from './Signal';

/**
 * Averages each node's signal over the steps that matter and were measured, and takes away what others explain: callees explain delays and faults,
 * callers explain calls, nothing explains the rest.
 *
 * - Shape: signals by position (`undefined` = not measured) and one weight per step, summing to 1.
 * - Unit: that of the signals.
 * - Invalid input: see `measureSignal()`.
 * - Errors: none.
 * - Cost: O(nodes x steps + edges x steps).
 * - Source: `attributeToCallees()`; calls flow down the graph, so a callee's are expected to change as its callers' do.
 */
export function measureExcess(
  graph: CallGraph,
  kind: MetricKind,
  signals: readonly (Signal | undefined)[],
  weights: Float64Array,
  direction: 1 | -1,
): Excess {
  const total = new Float64Array(signals.length);
  const deviation = new Float64Array(signals.length);
  const isKnown = signals.map((signal, node) => {
    const seen = signal ? weightSeen(signal, weights) : 0;
    if (!signal || seen === 0) return false;
    total[node] = (direction * weightedSum(signal.excess, weights)) / seen;
    // Half of the steps say as much as the root of a half: what was not measured makes it less certain.
    deviation[node] =
      (direction * weightedSum(signal.deviations, weights)) / Math.sqrt(seen);
    return true;
  });
  const measured = { total, deviation, isKnown };
  if (kind === 'requests') return attributeToCallers(graph, measured, signals);
  if (kind === 'other') {
    return { ...measured, own: total.map(excess => Math.max(0, excess)) };
  }
  return attributeToCallees(graph, measured);
}

function attributeToCallers(
  graph: CallGraph,
  measured: Omit<Excess, 'own'>,
  signals: readonly (Signal | undefined)[],
): Excess {
  const usual = signals.map(signal =>
    signal ? quantile(signal.metric.normal, 0.5) : 0,
  );
  const own = measured.total.map((more, node) => {
    let before = 0;
    let change = 0;
    for (const caller of graph.callers[node]) {
      before += usual[caller];
      change += measured.total[caller];
    }
    const expected = before > 0 ? (usual[node] * change) / before : 0;
    return Math.max(0, more - Math.max(0, expected));
  });
  return { ...measured, own };
}

function weightSeen({ excess }: Signal, weights: Float64Array): number {
  let seen = 0;
  for (let step = 0; step < weights.length; step++) {
    if (!Number.isNaN(excess[step])) seen += weights[step];
  }
  return seen;
}

function weightedSum(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let step = 0; step < weights.length; step++) {
    if (!Number.isNaN(values[step])) sum += values[step] * weights[step];
  }
  return sum;
}
