import { mergeSeries } from '../evaluation/mergeSeries';
import { hasValues, type StepSeries } from '../evaluation/StepSeries';
import { PromqlError } from '../PromqlError';
import { formatLabels } from '../series/formatLabels';
import {
  dropLabels,
  keepLabels,
  keyOf,
  labelOf,
  type Labels,
  metricName,
  withLabel,
} from '../series/Labels';
import type { VectorMatching } from '../syntax/Expr';
import type { BinaryResult } from './evaluateBinary';
import { matchLabelsOf, signatureOf } from './signatureOf';

/** Two vectors and how to join them. */
export interface VectorMatch extends BinaryResult {
  readonly left: readonly StepSeries[];
  readonly right: readonly StepSeries[];
  readonly matching: VectorMatching;
  readonly take: (samples: number) => void;
}

/** Why a step fails. */
interface StepFailure {
  readonly step: number;
  readonly message: string;
}

/** Notices results that would be the same element: of one group in one-to-one matching, with the same labels otherwise. */
class TakenResults {
  firstConflict: StepFailure;
  readonly #isOneToOne: boolean;
  readonly #present = new Map<string, Uint8Array>();

  constructor({ cardinality }: VectorMatching) {
    this.#isOneToOne = cardinality === 'one-to-one';
    this.firstConflict = {
      step: Infinity,
      message: this.#isOneToOne
        ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
        : 'multiple matches for labels: grouping labels must ensure unique matches',
    };
  }

  add(signature: string, { labels, present }: StepSeries): void {
    const key = this.#isOneToOne
      ? signature
      : `${signature}\u0002${keyOf(labels)}`;
    const before = this.#present.get(key);
    if (before === undefined) {
      this.#present.set(key, present.slice());
      return;
    }
    const step = before.findIndex((is, at) => is === 1 && present[at] === 1);
    if (step >= 0 && step < this.firstConflict.step) {
      this.firstConflict = { ...this.firstConflict, step };
    }
    for (let at = 0; at < present.length; at += 1) before[at] |= present[at];
  }
}

/**
 * Joins elements of the same match group, where one side has at most one element per group and step.
 * Throws Prometheus's error for the first step at which a group has more. Cost: pairs of a group × steps.
 */
export function matchVectors(match: VectorMatch): readonly StepSeries[] {
  const swapped = match.matching.cardinality === 'one-to-many';
  const many = swapped ? match.right : match.left;
  const one = swapped ? match.left : match.right;
  const ones = groupBy(one, match.matching);
  const ambiguity = firstAmbiguity(ones.values(), many, match.matching);
  const joined: StepSeries[] = [];
  const taken = new TakenResults(match.matching);
  for (const element of many) {
    const signature = signatureOf(element.labels, match.matching);
    for (const partner of ones.get(signature) ?? []) {
      match.take(element.values.length);
      const pair = joinPair(element, partner, swapped, match);
      if (!hasValues(pair.present)) continue;
      taken.add(signature, pair);
      joined.push(pair);
    }
  }
  const { firstConflict } = taken;
  if (ambiguity !== undefined && !(firstConflict.step < ambiguity.step)) {
    throw new PromqlError('execution', ambiguity.message);
  }
  if (firstConflict.step < Infinity) {
    throw new PromqlError('execution', firstConflict.message);
  }
  return mergeSeries(joined);
}

function groupBy(
  series: readonly StepSeries[],
  matching: VectorMatching,
): Map<string, StepSeries[]> {
  const groups = new Map<string, StepSeries[]>();
  for (const element of series) {
    const signature = signatureOf(element.labels, matching);
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, [element]);
    else group.push(element);
  }
  return groups;
}

/** The first step with two elements of a group on the "one" side, where the other side has any element at all. */
function firstAmbiguity(
  groups: Iterable<readonly StepSeries[]>,
  many: readonly StepSeries[],
  matching: VectorMatching,
): StepFailure | undefined {
  let first: Duplicate | undefined;
  for (const group of groups) {
    const found = duplicateIn(group, many);
    if (found !== undefined && (!first || found.step < first.step)) {
      first = found;
    }
  }
  if (first === undefined) return undefined;
  const { step, labels, other } = first;
  const side = matching.cardinality === 'one-to-many' ? 'left' : 'right';
  const matched = formatLabels(matchLabelsOf(labels, matching));
  const pair = `[${formatLabels(labels)}, ${formatLabels(other)}]`;
  const message = `found duplicate series for the match group ${matched} on the ${side} hand-side of the operation: ${pair};many-to-many matching not allowed: matching labels must be unique on one side`;
  return { step, message };
}

/** Two elements of a match group at one step. */
interface Duplicate {
  readonly step: number;
  readonly labels: Labels;
  readonly other: Labels;
}

function duplicateIn(
  group: readonly StepSeries[],
  many: readonly StepSeries[],
): Duplicate | undefined {
  if (group.length === 1) return undefined;
  const steps = group[0].present.length;
  for (let step = 0; step < steps; step += 1) {
    const there = group.filter(({ present }) => present[step] === 1);
    if (there.length > 1 && many.some(({ present }) => present[step] === 1)) {
      return { step, labels: there[1].labels, other: there[0].labels };
    }
  }
  return undefined;
}

function joinPair(
  many: StepSeries,
  one: StepSeries,
  swapped: boolean,
  { valueOf, keeps, dropsName, matching }: VectorMatch,
): StepSeries {
  const left = swapped ? one.values : many.values;
  const right = swapped ? many.values : one.values;
  const values = new Float64Array(left.length);
  const present = new Uint8Array(left.length);
  for (let step = 0; step < left.length; step += 1) {
    if (many.present[step] === 0 || one.present[step] === 0) continue;
    if (keeps !== undefined && !keeps(left[step], right[step])) continue;
    values[step] = valueOf(left[step], right[step]);
    present[step] = 1;
  }
  const labels = resultLabels(many.labels, one.labels, dropsName, matching);
  return { labels, values, present };
}

function resultLabels(
  many: Labels,
  one: Labels,
  dropsName: boolean,
  { cardinality, on, labels: names, include }: VectorMatching,
): Labels {
  const base = dropsName ? dropLabels(many, [metricName]) : many;
  if (cardinality === 'one-to-one') {
    return on ? keepLabels(base, names) : dropLabels(base, names);
  }
  return include.reduce(
    (labels, name) => withLabel(labels, name, labelOf(one, name)),
    base,
  );
}
