import type { Evaluation } from '../evaluation/Evaluation';
import type { Pausable } from '../evaluation/Pausable';
import type { StepSeries } from '../evaluation/StepSeries';
import { PromqlError } from '../PromqlError';
import type { Aggregation } from '../syntax/Expr';
import { formatNumber } from '../syntax/formatNumber';
import { countValues } from './countValues';
import { groupSeries, type SeriesGroup } from './groupSeries';
import { quantileOf } from './quantile';
import { rankGroup } from './rankGroup';
import { reduceGroup } from './reduceGroup';

/** Evaluates an aggregation at every step. */
export function* aggregate(
  evaluation: Evaluation,
  expr: Aggregation,
): Pausable<readonly StepSeries[]> {
  const { operator, grouping, without } = expr;
  const series = yield* evaluation.vectorOf(expr.expr);
  const take = (samples: number): void => evaluation.take(samples);
  if (operator === 'count_values') {
    const label = yield* evaluation.stringOf(parameterOf(expr));
    return countValues(series, label, grouping, without, take);
  }
  const groups = groupSeries(series, grouping, without);
  const steps = evaluation.grid.count;
  take(groups.length * steps);
  switch (operator) {
    case 'topk':
    case 'bottomk':
    case 'limitk': {
      const counts = yield* evaluation.scalarOf(parameterOf(expr));
      counts.forEach(checkCount);
      return yield* mapPausing(groups, ({ members }) =>
        rankGroup(operator, members, counts),
      );
    }
    case 'quantile': {
      const ranks = yield* evaluation.scalarOf(parameterOf(expr));
      return yield* mapPausing(groups, group => [
        quantileOfGroup(group, ranks),
      ]);
    }
    default:
      return yield* mapPausing(groups, ({ labels, members }) => [
        { labels, ...reduceGroup(operator, members, steps) },
      ]);
  }
}

/** Pauses after each group. */
function* mapPausing(
  groups: readonly SeriesGroup[],
  toSeries: (group: SeriesGroup) => readonly StepSeries[],
): Pausable<readonly StepSeries[]> {
  const made: StepSeries[] = [];
  for (const group of groups) {
    for (const one of toSeries(group)) made.push(one);
    yield;
  }
  return made;
}

function parameterOf({ operator, parameter }: Aggregation) {
  if (parameter !== undefined) return parameter;
  throw new PromqlError('execution', `${operator} has no parameter`);
}

function checkCount(count: number): void {
  if (!(Math.abs(count) <= 2 ** 63)) {
    throw new PromqlError(
      'execution',
      `Scalar value ${formatNumber(count)} overflows int64`,
    );
  }
}

function quantileOfGroup(
  { labels, members }: SeriesGroup,
  ranks: Float64Array,
): StepSeries {
  const values = new Float64Array(ranks.length);
  const present = new Uint8Array(ranks.length);
  const buffer = new Float64Array(members.length);
  for (let step = 0; step < ranks.length; step += 1) {
    let count = 0;
    for (const member of members) {
      if (member.present[step] === 0) continue;
      buffer[count] = member.values[step];
      count += 1;
    }
    if (count === 0) continue;
    present[step] = 1;
    values[step] = quantileOf(ranks[step], buffer.subarray(0, count));
  }
  return { labels, values, present };
}
