import type { Evaluation, RangeVector } from '../evaluation/Evaluation';
import { mapValues } from '../evaluation/mapValues';
import type { Pausable } from '../evaluation/Pausable';
import type { StepSeries, StepValue } from '../evaluation/StepSeries';
import { PromqlError } from '../PromqlError';
import type { Expr, FunctionCall } from '../syntax/Expr';
import { absent, absentOverTime } from './absent';
import { calendarFunctions } from './calendar';
import { clamp, maximum, minimum } from './clamp';
import { histogramQuantile } from './histogramQuantile';
import { labelJoin, labelReplace } from './labelFunctions';
import { mapWindows } from './mapWindows';
import { mathFunctions } from './mathFunctions';
import { sortByLabels, sortByValue } from './sortVector';
import { windowFunctions } from './windowFunctions';

/** Evaluates a function at every step. */
export function* evaluateCall(
  evaluation: Evaluation,
  expr: FunctionCall,
): Pausable<StepValue> {
  const { name, args } = expr;
  switch (name) {
    case 'pi':
      return constant(evaluation, Math.PI);
    case 'time':
      return { kind: 'scalar', values: secondsOf(evaluation) };
    case 'scalar':
      return {
        kind: 'scalar',
        values: onlyValues(
          yield* evaluation.vectorOf(args[0]),
          evaluation.grid.count,
        ),
      };
    default:
      return {
        kind: 'vector',
        series: yield* evaluateVectorCall(evaluation, expr),
      };
  }
}

function* evaluateVectorCall(
  evaluation: Evaluation,
  { name, args }: FunctionCall,
): Pausable<readonly StepSeries[]> {
  const windows = windowFunctions.get(name);
  if (windows !== undefined) {
    const range = args.find(arg => isRange(withoutParentheses(arg)));
    const scalars: Float64Array[] = [];
    for (const arg of args) {
      if (arg !== range) scalars.push(yield* evaluation.scalarOf(arg));
    }
    return yield* mapWindows(
      yield* rangesOf(evaluation, range),
      ...windows(evaluation, scalars),
    );
  }
  if (Object.hasOwn(mathFunctions, name)) {
    return mapValues(yield* evaluation.vectorOf(args[0]), mathFunctions[name]);
  }
  if (Object.hasOwn(calendarFunctions, name)) {
    const times =
      args.length === 0
        ? [elementOf(secondsOf(evaluation))]
        : yield* evaluation.vectorOf(args[0]);
    return mapValues(times, calendarFunctions[name]);
  }
  return yield* evaluateOtherCall(evaluation, name, args);
}

function* evaluateOtherCall(
  evaluation: Evaluation,
  name: string,
  args: readonly Expr[],
): Pausable<readonly StepSeries[]> {
  const vectorAt = (index: number) => evaluation.vectorOf(args[index]);
  const scalarAt = (index: number) => evaluation.scalarOf(args[index]);
  switch (name) {
    case 'absent':
      return absent(args[0], yield* vectorAt(0), evaluation.grid.count);
    case 'absent_over_time':
      return yield* absentOverTime(
        args[0],
        yield* rangesOf(evaluation, args[0]),
      );
    case 'clamp':
      return clamp(yield* vectorAt(0), yield* scalarAt(1), yield* scalarAt(2));
    case 'clamp_max': {
      const greatest = yield* scalarAt(1);
      return mapValues(yield* vectorAt(0), (value, step) =>
        minimum(greatest[step], value),
      );
    }
    case 'clamp_min': {
      const least = yield* scalarAt(1);
      return mapValues(yield* vectorAt(0), (value, step) =>
        maximum(least[step], value),
      );
    }
    case 'histogram_quantile':
      return histogramQuantile(yield* scalarAt(0), yield* vectorAt(1));
    case 'label_join':
      return yield* labelJoin(evaluation, args);
    case 'label_replace':
      return yield* labelReplace(evaluation, args);
    case 'round':
      return round(
        yield* vectorAt(0),
        args.length > 1 ? yield* scalarAt(1) : constant(evaluation, 1).values,
      );
    case 'sort':
      return sortByValue(yield* vectorAt(0), 1);
    case 'sort_desc':
      return sortByValue(yield* vectorAt(0), -1);
    case 'sort_by_label':
    case 'sort_by_label_desc': {
      const names: string[] = [];
      for (const arg of args.slice(1)) {
        names.push(yield* evaluation.stringOf(arg));
      }
      const direction = name === 'sort_by_label' ? 1 : -1;
      return sortByLabels(yield* vectorAt(0), names, direction);
    }
    case 'timestamp':
      return yield* timestamps(evaluation, args[0]);
    case 'vector':
      return [elementOf(yield* scalarAt(0))];
    default:
      throw new PromqlError('execution', `unknown function ${name}`);
  }
}

function constant(evaluation: Evaluation, value: number) {
  const values = new Float64Array(evaluation.grid.count).fill(value);
  return { kind: 'scalar', values } as const;
}

function secondsOf(evaluation: Evaluation): Float64Array {
  return evaluation.grid.timesMs.map(timeMs => timeMs / 1000);
}

function elementOf(values: Float64Array): StepSeries {
  const present = new Uint8Array(values.length).fill(1);
  return { labels: {}, values, present };
}

/** The value of the only element at each step; NaN where there is none or more. */
function onlyValues(
  series: readonly StepSeries[],
  steps: number,
): Float64Array {
  const values = new Float64Array(steps).fill(NaN);
  const counts = new Uint32Array(steps);
  for (const element of series) {
    for (let step = 0; step < steps; step += 1) {
      if (element.present[step] === 0) continue;
      counts[step] += 1;
      values[step] = counts[step] === 1 ? element.values[step] : NaN;
    }
  }
  return values;
}

function round(
  series: readonly StepSeries[],
  nearest: Float64Array,
): readonly StepSeries[] {
  return mapValues(series, (value, step) => {
    const inverse = 1 / nearest[step];
    return Math.floor(value * inverse + 0.5) / inverse;
  });
}

/** The times of samples for a selector, the time of evaluation for everything else. */
function* timestamps(
  evaluation: Evaluation,
  arg: Expr,
): Pausable<readonly StepSeries[]> {
  const bare = withoutParentheses(arg);
  if (bare.kind === 'vectorSelector') {
    return mapValues(yield* evaluation.select(bare, true), value => value);
  }
  const seconds = secondsOf(evaluation);
  return mapValues(yield* evaluation.vectorOf(arg), (_, step) => seconds[step]);
}

function withoutParentheses(expr: Expr): Expr {
  return expr.kind === 'parentheses' ? withoutParentheses(expr.expr) : expr;
}

function isRange(expr: Expr): boolean {
  return expr.kind === 'matrixSelector' || expr.kind === 'subquery';
}

function* rangesOf(
  evaluation: Evaluation,
  arg: Expr | undefined,
): Pausable<RangeVector> {
  const bare = arg === undefined ? undefined : withoutParentheses(arg);
  if (bare?.kind === 'matrixSelector' || bare?.kind === 'subquery') {
    return yield* evaluation.rangesOf(bare);
  }
  throw new PromqlError('execution', 'expected a range vector');
}
