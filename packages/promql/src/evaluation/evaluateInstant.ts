import { compareLabels } from '../series/Labels';
import type { Expr, MatrixSelector, Subquery } from '../syntax/Expr';
import { typeOf } from '../syntax/typeOf';
import { createEvaluator } from './createEvaluator';
import type { EvaluationOptions } from './EvaluationOptions';
import { type Pausable, runToEnd } from './Pausable';
import type { InstantResult, MatrixResult } from './QueryResult';
import type { Evaluator } from './Evaluator';

/**
 * Evaluates a query at one time. A range vector yields the samples in its window.
 * Throws a PromqlError, with code `execution` for what Prometheus would refuse on these data.
 */
export function evaluateInstant(
  expr: Expr,
  timeMs: number,
  options: EvaluationOptions,
): InstantResult {
  return runToEnd(evaluateInstantPausing(expr, timeMs, options));
}

/** The same with pauses between series and groups, for those who share a thread. */
export function* evaluateInstantPausing(
  expr: Expr,
  timeMs: number,
  options: EvaluationOptions,
): Pausable<InstantResult> {
  const evaluator = createEvaluator(
    { startMs: timeMs, endMs: timeMs, stepMs: 1 },
    options,
  );
  if (typeOf(expr) === 'matrix') {
    return yield* windowsOf(evaluator, withoutParentheses(expr));
  }
  const value = yield* evaluator.evaluate(expr);
  switch (value.kind) {
    case 'scalar':
      return { kind: 'scalar', value: value.values[0] };
    case 'string':
      return value;
    default:
      return {
        kind: 'vector',
        elements: value.series
          .filter(({ present }) => present[0] === 1)
          .map(({ labels, values }) => ({ labels, value: values[0] })),
      };
  }
}

function* windowsOf(
  evaluator: Evaluator,
  expr: MatrixSelector | Subquery,
): Pausable<MatrixResult> {
  const { rangeMs, includesStart, windowEndsMs, series } =
    yield* evaluator.rangesOf(expr);
  const [endMs] = windowEndsMs;
  const startMs = endMs - rangeMs;
  const isInside = (timeMs: number): boolean =>
    timeMs <= endMs && (includesStart ? timeMs >= startMs : timeMs > startMs);
  const found = [...series]
    .map(({ labels, samples: { timestampsMs, values } }) => ({
      labels,
      timestampsMs: timestampsMs.filter(isInside),
      values: values.filter((_, index) => isInside(timestampsMs[index])),
    }))
    .filter(({ values }) => values.length > 0)
    .sort((a, b) => compareLabels(a.labels, b.labels));
  return { kind: 'matrix', series: found };
}

function withoutParentheses(expr: Expr): MatrixSelector | Subquery {
  if (expr.kind === 'parentheses') return withoutParentheses(expr.expr);
  if (expr.kind === 'matrixSelector' || expr.kind === 'subquery') return expr;
  throw new TypeError(`${expr.kind} is no range vector`);
}
