import type { CallGraph } from './CallGraph';

/**
 * The definition for a graph in which every node was measured and every deviation is certain: a node's own excess is what is left of
 * its total when the totals of its callees are taken away.
 */
export function ownExcessNaive(
  graph: CallGraph,
  total: readonly number[],
): readonly number[] {
  return total.map((excess, node) => {
    const ofCallees = graph.callees[node]
      .map(callee => Math.max(0, total[callee]))
      .reduce((sum, each) => sum + each, 0);
    return Math.max(0, excess - ofCallees);
  });
}
