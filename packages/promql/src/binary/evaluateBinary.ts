import type { Evaluation } from '../evaluation/Evaluation';
import { mapValues } from '../evaluation/mapValues';
import { mergeSeries } from '../evaluation/mergeSeries';
import {
  hasValues,
  type StepSeries,
  type StepValue,
} from '../evaluation/StepSeries';
import { PromqlError } from '../PromqlError';
import { dropLabels, metricName } from '../series/Labels';
import type {
  ArithmeticOperator,
  BinaryOperation,
  ComparisonOperator,
} from '../syntax/Expr';
import { combineSets } from './combineSets';
import { matchVectors } from './matchVectors';
import { calculate, compare } from './operate';

/** Joins two operands, each a scalar or a vector. */
export function evaluateBinary(
  evaluation: Evaluation,
  expr: BinaryOperation,
  left: StepValue,
  right: StepValue,
): StepValue {
  const take = (samples: number): void => evaluation.take(samples);
  const { operator } = expr;
  if (left.kind === 'string' || right.kind === 'string') {
    throw new PromqlError('execution', `operands of ${operator} are strings`);
  }
  if (left.kind === 'vector' && right.kind === 'vector') {
    const { matching } = expr;
    if (operator === 'and' || operator === 'or' || operator === 'unless') {
      return {
        kind: 'vector',
        series: combineSets(operator, left.series, right.series, matching),
      };
    }
    return {
      kind: 'vector',
      series: matchVectors({
        ...{ matching, take, left: left.series, right: right.series },
        ...resultOf(evaluation, expr, operator),
      }),
    };
  }
  if (operator === 'and' || operator === 'or' || operator === 'unless') {
    throw new PromqlError('execution', `operands of ${operator} are scalars`);
  }
  const result = resultOf(evaluation, expr, operator);
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    const values = left.values.map((value, step) =>
      result.valueOf(value, right.values[step]),
    );
    return { kind: 'scalar', values };
  }
  const [vector, scalar, swapped] =
    left.kind === 'vector' && right.kind === 'scalar'
      ? [left.series, right.values, false]
      : [
          right.kind === 'vector' ? right.series : [],
          left.kind === 'scalar' ? left.values : new Float64Array(0),
          true,
        ];
  take(vector.length * scalar.length);
  return {
    kind: 'vector',
    series: withScalar(vector, scalar, swapped, result),
  };
}

/** What an operator makes of two numbers. */
export interface BinaryResult {
  readonly valueOf: (left: number, right: number) => number;
  /** Where a comparison filters: whether the element stays. */
  readonly keeps?: (left: number, right: number) => boolean;
  /** The result is no longer the metric. */
  readonly dropsName: boolean;
}

function resultOf(
  { semantics }: Evaluation,
  { returnBool }: BinaryOperation,
  operator: ArithmeticOperator | ComparisonOperator,
): BinaryResult {
  switch (operator) {
    case '==':
    case '!=':
    case '<':
    case '>':
    case '<=':
    case '>=': {
      const holds = compare(operator);
      return returnBool
        ? { valueOf: (a, b) => (holds(a, b) ? 1 : 0), dropsName: true }
        : { valueOf: left => left, keeps: holds, dropsName: false };
    }
    default: {
      const dropsName = operator !== 'atan2' || semantics === 'prometheus-3';
      return { valueOf: calculate(operator), dropsName };
    }
  }
}

function withScalar(
  series: readonly StepSeries[],
  scalar: Float64Array,
  swapped: boolean,
  { valueOf, keeps, dropsName }: BinaryResult,
): readonly StepSeries[] {
  if (keeps === undefined) {
    return mapValues(
      series,
      (value, step) =>
        swapped ? valueOf(scalar[step], value) : valueOf(value, scalar[step]),
      !dropsName,
    );
  }
  // A filter passes the element of the vector, on whichever side that stands.
  const kept = series.map(({ labels, values, present }) => ({
    labels: dropsName ? dropLabels(labels, [metricName]) : labels,
    values,
    present: present.map((is, step) => {
      const holds = swapped
        ? keeps(scalar[step], values[step])
        : keeps(values[step], scalar[step]);
      return is === 1 && holds ? 1 : 0;
    }),
  }));
  return mergeSeries(kept.filter(({ present }) => hasValues(present)));
}
