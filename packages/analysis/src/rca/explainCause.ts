import { reachFrom } from './CallGraph';
import type { CallGraph } from './CallGraph';
import { describeFinding } from './describeFinding';
import type { Finding } from './describeFinding';
import type { RcaInput } from './RcaInput';
import type { CauseScores } from './scoreCauses';
import { metricOf } from './Signal';

/** A caller of a cause, and how much of its trouble the cause explains. */
export interface ExplainedCaller {
  readonly node: string;
  /** 0 to 1. */
  readonly share: number;
}

/** A station of the trouble on its way from the cause to the alarm. */
export interface PathStep {
  readonly node: string;
  /** How the trouble showed there, in the alarm's kind of metric; `undefined` where it did not or was not measured. */
  readonly finding?: Finding;
}

/** Why a node is taken for a cause. */
export interface Explanation {
  /** Its metrics that left normal, the most certain first. */
  readonly evidence: readonly Finding[];
  readonly explains: readonly ExplainedCaller[];
  /** From the cause to the target, along a shortest chain of calls; empty when no chain is known. */
  readonly path: readonly PathStep[];
}

/**
 * Collects what speaks for a cause.
 *
 * - Shape: ordered input, its graph and scores, and the position of the cause and of the target.
 * - Unit: see `Finding`.
 * - Invalid input: see `measureSignal()`.
 * - Errors: none.
 * - Cost: O(metrics of the path x steps + edges).
 * - Source: `attributeToCallees()`; the path is a breadth-first shortest one.
 */
export function explainCause(
  input: RcaInput,
  graph: CallGraph,
  { excess, kind }: CauseScores,
  cause: number,
  target: number,
): Explanation {
  const { id, metrics } = input.nodes[cause];
  const evidence = metrics
    .flatMap(metric => describeFinding(input, input.nodes[cause], metric) ?? [])
    .sort((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation));
  const affected = kind === 'requests' ? graph.callees : graph.callers;
  const explains = affected[cause]
    .filter(node => excess.total[node] > 0 && excess.total[cause] > 0)
    .map(node => ({
      node: input.nodes[node].id,
      share: Math.min(1, excess.total[cause] / excess.total[node]),
    }));
  const path = pathBetween(cause, target, affected).map(position => {
    const node = input.nodes[position];
    const metric = metricOf(node, kind, input.target.metric);
    const finding = metric && describeFinding(input, node, metric);
    return finding ? { node: node.id, finding } : { node: node.id };
  });
  return { evidence, explains, path: id === input.target.node ? [] : path };
}

function pathBetween(
  cause: number,
  target: number,
  affected: readonly (readonly number[])[],
): readonly number[] {
  const before = reachFrom(cause, affected);
  const path: number[] = [];
  for (
    let node = before.has(target) ? target : -1;
    node >= 0;
    node = before.get(node) ?? -1
  ) {
    path.unshift(node);
  }
  return path;
}
