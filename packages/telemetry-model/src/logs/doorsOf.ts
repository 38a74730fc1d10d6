import { hashText } from '../noise/hash';
import type { CallGraph } from '../traffic/createCallGraph';

const known = new WeakMap<CallGraph, Map<number, readonly number[]>>();

/**
 * Hashes of the services through which requests come in that reach a service (by position): those that nobody calls. Each graph is
 * searched once a service. O(calls).
 */
export function doorsOf(graph: CallGraph, position: number): readonly number[] {
  const ofGraph = known.get(graph) ?? new Map<number, readonly number[]>();
  known.set(graph, ofGraph);
  const doors = ofGraph.get(position) ?? searchDoors(graph, position);
  ofGraph.set(position, doors);
  return doors;
}

function searchDoors(graph: CallGraph, position: number): readonly number[] {
  const seen = new Set([position]);
  const doors: number[] = [];
  for (const at of seen) {
    const callers = graph.incoming[at];
    if (callers.length === 0) doors.push(hashText(graph.keys[at]));
    for (const { from } of callers) seen.add(from);
  }
  return doors;
}
