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

/**
 * Joins elements of the same match group, where one side has at most one element per group and step.
 * Throws Prometheus's errors for groups with more. Cost: pairs of a group × steps.
 */
export function matchVectors(match: VectorMatch): readonly StepSeries[] {
  const swapped = match.matching.cardinality === 'one-to-many';
  const many = swapped ? match.right : match.left;
  const one = swapped ? match.left : match.right;
  const ones = groupBy(one, match.matching);
  const joined: StepSeries[] = [];
  for (const group of ones.values()) {
    checkUnique(group, many, match.matching);
  }
  const taken = new Map<string, Uint8Array>();
  for (const element of many) {
    const signature = signatureOf(element.labels, match.matching);
    for (const partner of ones.get(signature) ?? []) {
      match.take(element.values.length);
      const pair = joinPair(element, partner, swapped, match);
      if (!hasValues(pair.present)) continue;
      checkNotTaken(taken, signature, pair, match.matching);
      joined.push(pair);
    }
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

/** The "one" side may have one element per group and step, where the other side has any element at all. */
function checkUnique(
  group: readonly StepSeries[],
  many: readonly StepSeries[],
  matching: VectorMatching,
): void {
  if (group.length === 1) return;
  const owners = new Int32Array(group[0].present.length).fill(-1);
  group.forEach(({ labels, present }, index) => {
    for (let step = 0; step < present.length; step += 1) {
      if (present[step] === 0) continue;
      const owner = owners[step];
      if (owner < 0) owners[step] = index;
      else if (many.some(element => element.present[step] === 1)) {
        const side = matching.cardinality === 'one-to-many' ? 'left' : 'right';
        throw new PromqlError(
          'execution',
          `found duplicate series for the match group ${formatLabels(
            matchLabelsOf(labels, matching),
          )} on the ${side} hand-side of the operation: [${formatLabels(
            labels,
          )}, ${formatLabels(
            group[owner].labels,
          )}];many-to-many matching not allowed: matching labels must be unique on one side`,
        );
      }
    }
  });
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

function checkNotTaken(
  taken: Map<string, Uint8Array>,
  signature: string,
  { labels, present }: StepSeries,
  { cardinality }: VectorMatching,
): void {
  const key =
    cardinality === 'one-to-one'
      ? signature
      : `${signature}\u0002${keyOf(labels)}`;
  const before = taken.get(key);
  if (before === undefined) {
    taken.set(key, present.slice());
    return;
  }
  for (let step = 0; step < present.length; step += 1) {
    if (present[step] === 0) continue;
    if (before[step] === 1) {
      throw new PromqlError(
        'execution',
        cardinality === 'one-to-one'
          ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
          : 'multiple matches for labels: grouping labels must ensure unique matches',
      );
    }
    before[step] = 1;
  }
}
