import type { RcaEdge } from './RcaInput';

/** A call graph by position of the node in the list it was built from. */
export interface CallGraph {
  readonly callees: readonly (readonly number[])[];
  readonly callers: readonly (readonly number[])[];
}

/**
 * Builds the graph.
 *
 * - Shape: node ids (the first of equal ones counts) and edges in any order; loops are kept, calls to itself and repeats are not.
 * - Unit: positions in `ids`.
 * - Invalid input: an edge that names an unknown node is left out: the graph seen by monitoring is never complete.
 * - Errors: none.
 * - Cost: O(nodes + edges).
 * - Source: none needed.
 */
export function buildCallGraph(
  ids: readonly string[],
  edges: readonly RcaEdge[],
): CallGraph {
  const positions = new Map<string, number>();
  ids.forEach((id, position) => {
    if (!positions.has(id)) positions.set(id, position);
  });
  const callees = ids.map(() => new Set<number>());
  const callers = ids.map(() => new Set<number>());
  for (const edge of edges) {
    const caller = positions.get(edge.caller);
    const callee = positions.get(edge.callee);
    if (caller === undefined || callee === undefined || caller === callee) {
      continue;
    }
    callees[caller].add(callee);
    callers[callee].add(caller);
  }
  return {
    callees: callees.map(set => [...set]),
    callers: callers.map(set => [...set]),
  };
}

/**
 * Every node that can be reached, itself included, with the node before it on a shortest way.
 *
 * - Shape: position of the start; answers a map from position to the position before it (-1 at the start), nearest first.
 * - Unit: positions.
 * - Invalid input: a start outside the graph reaches nothing.
 * - Errors: none.
 * - Cost: O(nodes + edges).
 * - Source: breadth-first search.
 */
export function reachFrom(
  start: number,
  next: readonly (readonly number[])[],
): ReadonlyMap<number, number> {
  const before = new Map<number, number>();
  if (next[start] === undefined) return before;
  before.set(start, -1);
  const queue = [start];
  for (const node of queue) {
    for (const neighbour of next[node]) {
      if (!before.has(neighbour)) {
        before.set(neighbour, node);
        queue.push(neighbour);
      }
    }
  }
  return before;
}
