import type { RangeVector } from '../evaluation/Evaluation';
import type { Pausable } from '../evaluation/Pausable';
import { hasValues, type StepSeries } from '../evaluation/StepSeries';
import type { LabelMatcher } from '../series/LabelMatcher';
import { type Labels, metricName } from '../series/Labels';
import type { Expr } from '../syntax/Expr';
import { presentOverTime } from './overTime';
import { mapWindows } from './mapWindows';

/** `absent`: 1 at the steps where a vector has no element, with the labels that its selector demands. */
export function absent(
  expr: Expr,
  series: readonly StepSeries[],
  steps: number,
): readonly StepSeries[] {
  const present = new Uint8Array(steps).fill(1);
  for (const element of series) {
    for (let step = 0; step < steps; step += 1) {
      if (element.present[step] === 1) present[step] = 0;
    }
  }
  if (!hasValues(present)) return [];
  const values = new Float64Array(steps).fill(1);
  return [{ labels: demandedLabels(matchersOf(expr)), values, present }];
}

/** `absent_over_time`: the same for windows without a sample. */
export function* absentOverTime(
  expr: Expr,
  ranges: RangeVector,
): Pausable<readonly StepSeries[]> {
  const found = yield* mapWindows(ranges, presentOverTime, { keepsName: true });
  return absent(expr, found, ranges.windowEndsMs.length);
}

function matchersOf(expr: Expr): readonly LabelMatcher[] {
  if (expr.kind === 'vectorSelector') return expr.matchers;
  return expr.kind === 'matrixSelector' ? expr.selector.matchers : [];
}

/** Labels demanded by exactly one matcher, an equality. */
function demandedLabels(matchers: readonly LabelMatcher[]): Labels {
  const demanded = matchers.filter(
    ({ name, operator }, index) =>
      name !== metricName &&
      operator === '=' &&
      matchers.every((other, at) => at === index || other.name !== name),
  );
  return Object.fromEntries(
    demanded
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => [name, value] as const),
  );
}
