import { PromqlError } from '../PromqlError';
import { compareLabels } from '../series/Labels';
import type { Expr } from '../syntax/Expr';
import { documentedType, typeOf } from '../syntax/typeOf';
import { createEvaluator } from './createEvaluator';
import type { EvaluationOptions } from './EvaluationOptions';
import { type Pausable, runToEnd } from './Pausable';
import type { MatrixResult, ResultSeries } from './QueryResult';
import type { StepSeries } from './StepSeries';

/** The times of a range query; both ends belong to it. */
export interface QueryRange {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

const maxSteps = 11_000;

/**
 * Evaluates a query at every step of a range. Throws a PromqlError: `range` for a range that is none or has more than 11 000
 * steps, `execution` for what Prometheus would refuse on these data.
 */
export function evaluateRange(
  expr: Expr,
  range: QueryRange,
  options: EvaluationOptions,
): MatrixResult {
  return runToEnd(evaluateRangePausing(expr, range, options));
}

/** The same with pauses between series and groups, for those who share a thread. */
export function* evaluateRangePausing(
  expr: Expr,
  range: QueryRange,
  options: EvaluationOptions,
): Pausable<MatrixResult> {
  checkRange(range);
  const type = typeOf(expr);
  if (type !== 'scalar' && type !== 'vector') {
    throw new PromqlError(
      'range',
      `invalid expression type "${documentedType(
        type,
      )}" for range query, must be Scalar or instant Vector`,
    );
  }
  const evaluator = createEvaluator(range, options);
  const { timesMs } = evaluator.grid;
  const value = yield* evaluator.evaluate(expr);
  if (value.kind === 'string') return { kind: 'matrix', series: [] };
  if (value.kind === 'scalar') {
    const { values } = value;
    const only = { labels: {}, timestampsMs: timesMs, values };
    return { kind: 'matrix', series: [only] };
  }
  const series = value.series
    .map(one => toResultSeries(one, timesMs))
    .filter(one => one.values.length > 0)
    .sort((a, b) => compareLabels(a.labels, b.labels));
  return { kind: 'matrix', series };
}

function checkRange({ startMs, endMs, stepMs }: QueryRange): void {
  if (!(stepMs > 0)) {
    throw new PromqlError(
      'range',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if (!(endMs >= startMs)) {
    throw new PromqlError(
      'range',
      'end timestamp must not be before start time',
    );
  }
  if ((endMs - startMs) / stepMs > maxSteps) {
    throw new PromqlError(
      'range',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
}

function toResultSeries(
  { labels, values, present }: StepSeries,
  timesMs: Float64Array,
): ResultSeries {
  if (!present.includes(0)) return { labels, timestampsMs: timesMs, values };
  return {
    labels,
    timestampsMs: timesMs.filter((_, step) => present[step] === 1),
    values: values.filter((_, step) => present[step] === 1),
  };
}
