import type { CallGraph } from './CallGraph';

/** What each node contributes to one kind of trouble, in one unit for the whole graph. */
export interface Excess {
  /** All that is more than normal at the node, whoever is to blame. */
  readonly total: Float64Array;
  /** Of that, what nothing it depends on explains; at least 0. */
  readonly own: Float64Array;
  /** How certain it is that something changed at all, in standard deviations. */
  readonly deviation: Float64Array;
  /** Whether the node was measured. */
  readonly isKnown: readonly boolean[];
}

/** Half of a change is believed at this many standard deviations. */
export const halfBelievedAt = 4;

/**
 * How far a deviation is believed, 0 to 1: smooth, so that no cause appears or disappears at a threshold.
 *
 * - Shape: one number for one number.
 * - Unit: standard deviations in, share out.
 * - Invalid input: NaN and negative deviations (less trouble than normal) are not believed at all.
 * - Errors: none.
 * - Cost: O(1).
 * - Source: a Hill curve of order 2 whose middle is at four standard deviations, where chance ends for a few hundred series.
 */
export function beliefIn(deviation: number): number {
  if (!(deviation > 0)) return 0;
  const squared = deviation * deviation;
  return squared / (squared + halfBelievedAt * halfBelievedAt);
}

/**
 * Takes from each node's excess what its callees explain. Time and faults are conserved: a caller that waits 10 s more because its
 * callee took 10 s more has no delay of its own, and no caller waits longer for a callee than the callee took in total. So where
 * the trouble arises, the own excess is largest, with no names, probabilities or training.
 *
 * - Shape: totals and deviations by position; `own` is as long.
 * - Unit: that of the totals.
 * - Invalid input: callees that were not measured are looked through to theirs. How many of a callee's calls come from which caller is
 *   not known, so a callee may explain each of its callers in full.
 * - Errors: none.
 * - Cost: O(nodes + edges) where all is measured, O(nodes x edges) where nothing is.
 * - Source: conservation of time along a call tree, as in critical-path analysis of traces; robust here to missing parts.
 */
export function attributeToCallees(
  graph: CallGraph,
  measured: Omit<Excess, 'own'>,
): Excess {
  const { total, deviation, isKnown } = measured;
  const explainedBy = (node: number): number => {
    const lookedThrough = new Set([node]);
    let sum = 0;
    for (const each of lookedThrough) {
      for (const callee of graph.callees[each]) {
        if (isKnown[callee]) {
          sum += Math.max(total[callee], 0) * beliefIn(deviation[callee]);
        } else {
          lookedThrough.add(callee);
        }
      }
    }
    return sum;
  };
  const own = total.map((excess, node) =>
    isKnown[node] && excess > 0 ? Math.max(0, excess - explainedBy(node)) : 0,
  );
  return { ...measured, own };
}
