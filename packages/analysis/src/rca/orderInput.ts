import type { RcaInput, RcaNode } from './RcaInput';

/**
 * The input with every series in time order, as long as its timestamps, NaN where nothing was measured, and each node once.
 *
 * - Shape: that of the input; series become Float64Array.
 * - Unit: unchanged.
 * - Invalid input: values beyond the last timestamp are dropped, missing ones become NaN, as do infinite ones; steps whose time is
 *   not a number come last; the first of several nodes with one id counts.
 * - Errors: none.
 * - Cost: O(values), plus sorting where the timestamps are not in order.
 * - Source: none needed.
 */
export function orderInput(input: RcaInput): RcaInput {
  const normalOrder = orderOf(input.normalTimestampsMs);
  const windowOrder = orderOf(input.windowTimestampsMs);
  const nodes = new Map<string, RcaNode>();
  for (const node of input.nodes) {
    if (nodes.has(node.id)) continue;
    const metrics = node.metrics.map(metric => ({
      name: metric.name,
      kind: metric.kind,
      normal: inOrder(metric.normal, normalOrder),
      window: inOrder(metric.window, windowOrder),
    }));
    nodes.set(node.id, { id: node.id, metrics });
  }
  return {
    ...input,
    nodes: [...nodes.values()],
    normalTimestampsMs: normalOrder.map(i => input.normalTimestampsMs[i]),
    windowTimestampsMs: windowOrder.map(i => input.windowTimestampsMs[i]),
  };
}

function orderOf(timestampsMs: readonly number[]): readonly number[] {
  const timeOf = (step: number) =>
    Number.isNaN(timestampsMs[step]) ? Infinity : timestampsMs[step];
  return timestampsMs
    .map((_, step) => step)
    .sort((a, b) => {
      if (timeOf(a) === timeOf(b)) return a - b;
      return timeOf(a) < timeOf(b) ? -1 : 1;
    });
}

function inOrder(
  values: ArrayLike<number | undefined>,
  order: readonly number[],
): Float64Array {
  const ordered = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const value = values[order[i]];
    ordered[i] = value !== undefined && Number.isFinite(value) ? value : NaN;
  }
  return ordered;
}
