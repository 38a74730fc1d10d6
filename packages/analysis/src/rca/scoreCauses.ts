import { finiteValues } from '../robust-statistics/quantile';
import { reachFrom } from './CallGraph';
import type { CallGraph } from './CallGraph';
import { beliefIn, halfBelievedAt } from './Excess';
import type { Excess } from './Excess';
import { measureExcess } from './measureExcess';
import type { MetricKind, RcaNode } from './RcaInput';
import {
  measureSignal,
  metricOf,
  requestsOf,
  unknownCalls,
  usualCallsOf,
} from './Signal';
import type { Signal } from './Signal';

/** The node an alarm was raised on, by position, and the name of the metric. */
export interface Alarm {
  readonly target: number;
  readonly metric: string;
}

/** How much each node is to blame for the alarm, by position. */
export interface CauseScores {
  /** Share of the alarm that is the node's own, in the alarm's kind of metric, as far as it is believed; not bounded above. */
  readonly shares: Float64Array;
  /** The believed share, times how prominent the deviation is and how the node is connected; or what other evidence says. */
  readonly scores: Float64Array;
  /** Certainty of what speaks against the node, in standard deviations. */
  readonly deviations: Float64Array;
  /** What is more than normal, in the alarm's kind of metric. */
  readonly excess: Excess;
  readonly kind: MetricKind;
  /** The target's deviation over the steps of the alarm; `undefined` when it was not measured. */
  readonly alarmDeviation: number | undefined;
}

/** An edge that monitoring missed is possible, and less likely than one that it saw. */
const unconnectedShare = 0.5;
/** Evidence of another kind than the alarm's explains only what its own kind leaves open, and counts half. */
const indirectShare = 0.5;
/** What could explain less than this of the alarm is not looked for. */
const leastOpen = 0.1;
/** A node that was not measured may stand behind half of what each of its callers cannot explain. */
const unseenShare = 0.5;

/** Into which directions a kind of metric can hint at trouble; 1 is more of the excess. */
const directionsOf: Readonly<Record<MetricKind, readonly (1 | -1)[]>> = {
  latency: [1],
  availability: [1],
  requests: [1, -1],
  other: [1, -1],
};
const kinds: readonly MetricKind[] = [
  'latency',
  'availability',
  'requests',
  'other',
];

/**
 * Scores every node: its own share of the alarm's excess, times how certain and how prominent its deviation is, times how it is
 * connected. What the alarm's kind of metric leaves unexplained is open to evidence of the other kinds.
 *
 * - Shape: nodes in the order of the graph; `stepCount` steps in the window.
 * - Unit: shares of the alarm's excess.
 * - Invalid input: see `measureSignal()`; nodes without metrics take part through their callers. An alarm whose metric is unknown is
 *   taken for one on latency.
 * - Errors: none.
 * - Cost: O(series x steps + edges).
 * - Source: `attributeToCallees()`.
 */
export function scoreCauses(
  graph: CallGraph,
  nodes: readonly RcaNode[],
  { target, metric }: Alarm,
  stepCount: number,
): CauseScores {
  const alarmed = nodes[target]?.metrics.find(({ name }) => name === metric);
  const kind = alarmed?.kind ?? 'latency';
  const fallbackCalls = nodes[target]
    ? usualCallsOf(nodes[target], unknownCalls)
    : unknownCalls;
  const alarm = alarmed && measureSignal(nodes[target], alarmed, fallbackCalls);
  const direction = directionOf(kind, alarm);
  const weights = weightsOf(alarm, direction, stepCount);
  const signalsOf = (each: MetricKind) =>
    nodes.map(node => {
      const chosen = metricOf(node, each, metric);
      return chosen && measureSignal(node, chosen, fallbackCalls);
    });
  const signals = signalsOf(kind);
  const excess = measureExcess(graph, kind, signals, weights, direction);
  const shares = sharesOf(excess, target);
  const deviations = excess.deviation.slice();
  const scores = shares.map(
    (share, node) => share * prominenceOf(deviations[node]),
  );
  blameUnseen(graph, nodes, excess, scores);

  const explained = shares.reduce((sum, share) => sum + share, 0);
  const open = indirectShare * (1 - explained + (shares[target] ?? 0));
  for (const each of open > leastOpen
    ? kinds.filter(other => other !== kind)
    : []) {
    const indirect = signalsOf(each);
    for (const sign of directionsOf[each]) {
      const change = measureExcess(graph, each, indirect, weights, sign);
      addIndirect(scores, deviations, change, open);
    }
  }

  const connected = reachFrom(
    target,
    kind === 'requests' ? graph.callers : graph.callees,
  );
  scores.forEach((score, node) => {
    if (!connected.has(node)) scores[node] = score * unconnectedShare;
  });
  const alarmDeviation = alarm && deviationOver(alarm, weights, direction);
  return { shares, scores, deviations, excess, kind, alarmDeviation };
}

/** Calls and other metrics may alarm in either direction: the one that the larger deviation has. */
function directionOf(kind: MetricKind, alarm: Signal | undefined): 1 | -1 {
  if (directionsOf[kind].length === 1 || !alarm) return 1;
  const seen = finiteValues(alarm.deviations);
  const high = seen.reduce((a, b) => Math.max(a, b), 0);
  const low = seen.reduce((a, b) => Math.min(a, b), 0);
  return high >= -low ? 1 : -1;
}

/** Steps weigh as much as the alarm deviates in them: what happened elsewhere in the window did not raise it. */
function weightsOf(
  alarm: Signal | undefined,
  direction: 1 | -1,
  stepCount: number,
): Float64Array {
  const weights = new Float64Array(stepCount);
  alarm?.deviations.forEach((deviation, step) => {
    if (direction * deviation > 0) weights[step] = direction * deviation;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map(weight => (sum > 0 ? weight / sum : 1 / stepCount));
}

function deviationOver(
  { deviations }: Signal,
  weights: Float64Array,
  direction: 1 | -1,
): number {
  return deviations.reduce(
    (sum, each, step) =>
      Number.isNaN(each) ? sum : sum + direction * each * weights[step],
    0,
  );
}

function sharesOf(excess: Excess, target: number): Float64Array {
  const ofTarget = excess.total[target];
  const alarm =
    ofTarget > 0 ? ofTarget : excess.total.reduce((a, b) => Math.max(a, b), 0);
  return excess.own.map((own, node) =>
    own > 0 ? (own / alarm) * beliefIn(excess.deviation[node]) : 0,
  );
}

/**
 * Where trouble begins it is the whole of a node's work and stands out most; at callers it is mixed with the rest of theirs. Damped by
 * the root and cut at 100 deviations, because how steady a node usually is says nothing of blame.
 */
function prominenceOf(deviation: number): number {
  return deviation > 0
    ? Math.sqrt(Math.min(deviation, 100) / halfBelievedAt)
    : 0;
}

function blameUnseen(
  graph: CallGraph,
  nodes: readonly RcaNode[],
  excess: Excess,
  scores: Float64Array,
): void {
  const measured = scores.slice();
  nodes.forEach((node, position) => {
    if (excess.isKnown[position] || isIdle(node)) return;
    const callers = graph.callers[position];
    scores[position] =
      unseenShare * callers.reduce((sum, each) => sum + measured[each], 0);
  });
}

function addIndirect(
  scores: Float64Array,
  deviations: Float64Array,
  change: Excess,
  open: number,
): void {
  change.own.forEach((own, node) => {
    if (!(own > 0)) return;
    const certainty = change.deviation[node] * (own / change.total[node]);
    scores[node] = Math.max(scores[node], open * beliefIn(certainty));
    deviations[node] = Math.max(deviations[node], certainty);
  });
}

/** A node that was called by nobody in the window cannot be what its callers wait for. */
function isIdle(node: RcaNode): boolean {
  const calls = requestsOf(node)?.window;
  if (!calls) return false;
  for (let step = 0; step < calls.length; step++) {
    if (Number(calls[step]) > 0) return false;
  }
  return true;
}
