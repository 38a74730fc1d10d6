import { buildCallGraph } from './CallGraph';
import { describeFinding } from './describeFinding';
import type { Finding } from './describeFinding';
import { explainCause } from './explainCause';
import type { Explanation } from './explainCause';
import { issueStrength, measureIssue } from './judgeIssue';
import { orderInput } from './orderInput';
import type { RcaInput } from './RcaInput';
import { scoreCauses } from './scoreCauses';

/** A node and how much of the alarm is laid at its door. */
export interface RankedCause {
  readonly node: string;
  /** Share of the alarm's excess that is the node's own, discounted by doubt; above 1 when more than the alarm shows. */
  readonly score: number;
  /** Certainty of what speaks against it, in standard deviations. */
  readonly deviation: number;
  /** Whether it was measured; if not, it is suspected because of what its callers cannot explain. */
  readonly isMeasured: boolean;
}

/** A likely cause, with what speaks for it. */
export interface RootCause extends RankedCause, Explanation {}

/** The answer to "what is wrong, and where did it begin?". */
export interface RootCauseReport {
  readonly isIssue: boolean;
  /** Evidence for an issue: 0.7 and more is one. */
  readonly strength: number;
  /** How the alarm itself left normal, if it did. */
  readonly alarm?: Finding;
  /** Every node, the likeliest cause first; the target is among them. */
  readonly ranking: readonly RankedCause[];
  /** At most five: those that explain a tenth of the alarm or more. Several at once are several causes. */
  readonly causes: readonly RootCause[];
}

const maxCauses = 5;
const leastScore = 0.1;

/**
 * Judges a window and ranks the nodes by how likely the trouble began there.
 *
 * Every metric is compared with its own normal period, load accounted for. Differences are turned into totals that callers and
 * callees share (ms waited, calls failed, calls). What a node's callees explain is taken from it; the rest is its own. A node's score
 * is its own share of the alarm's total, times how certain its deviation is.
 *
 * - Shape: see `RcaInput` and `RootCauseReport`; equal scores keep the order of excess, then of the input.
 * - Unit: scores are shares of the alarm, deviations standard deviations, times ms since the epoch.
 * - Invalid input: missing metrics, values, nodes of edges and the target itself are tolerated, values that are not finite are missing,
 *   unordered time is ordered, a window without steps is no issue.
 * - Errors: none.
 * - Cost: O(values); about 30 ms for 200 nodes x 5 metrics x 500 steps.
 * - Source: own combination of robust deviations (Rousseeuw & Croux 1993; Pham et al. 2024, "BARO", for their use in root cause analysis
 *   under a late alarm) with conservation of time and faults along calls; Hardt et al. 2023 for the task.
 */
export function rankRootCauses(input: RcaInput): RootCauseReport {
  const ordered = orderInput(input);
  const { nodes, target } = ordered;
  const ids = nodes.map(({ id }) => id);
  const graph = buildCallGraph(ids, ordered.edges);
  const position = ids.indexOf(target.node);
  const scored = scoreCauses(
    graph,
    nodes,
    { target: position, metric: target.metric },
    ordered.windowTimestampsMs.length,
  );
  const strength = measureIssue(scored, position);
  const { scores, deviations, excess } = scored;
  const order = ids
    .map((_, node) => node)
    .sort(
      (a, b) =>
        scores[b] - scores[a] || excess.total[b] - excess.total[a] || a - b,
    );
  const ranked = (node: number): RankedCause => ({
    node: ids[node],
    score: scores[node],
    deviation: deviations[node],
    isMeasured: excess.isKnown[node],
  });
  const alarmed = nodes[position]?.metrics.find(
    ({ name }) => name === target.metric,
  );
  const alarm = alarmed && describeFinding(ordered, nodes[position], alarmed);
  return {
    isIssue: strength >= issueStrength,
    strength,
    ...(alarm && { alarm }),
    ranking: order.map(ranked),
    causes: order
      .slice(0, maxCauses)
      .filter(node => scores[node] >= leastScore)
      .map(node => ({
        ...ranked(node),
        ...explainCause(ordered, graph, scored, node, position),
      })),
  };
}
