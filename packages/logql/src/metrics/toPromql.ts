import {
  compileRegex,
  type Expr as PromqlExpr,
  type VectorSelector,
} from '@orrery/promql';

import { parseError } from '../LogqlError';
import type {
  Grouping,
  MetricExpr,
  RangeAggregation,
  VectorAggregation,
} from '../syntax/Expr';

/** A range aggregation, whose series stand where PromQL has a selector. */
export interface Leaf {
  readonly aggregation: RangeAggregation;
  /** By which its series may be told already, since a sum above it would do so anyway. */
  readonly grouping?: Grouping;
}

/** A metric query as PromQL over series that are read from lines. */
export interface PromqlTranslation {
  readonly expr: PromqlExpr;
  /** By position, which is what a selector's only matcher names. */
  readonly leaves: readonly Leaf[];
}

/** The label by which a selector names its leaf. */
export const leafLabel = '__leaf__';

const span = { start: 0, end: 0 };

/** All but the reading of lines is the same in both languages, so PromQL's evaluator does it. O(length of the query). */
export function toPromql(expr: MetricExpr): PromqlTranslation {
  const leaves: Leaf[] = [];
  return { expr: translated(expr, undefined, leaves), leaves };
}

function translated(
  expr: MetricExpr,
  above: Grouping | undefined,
  leaves: Leaf[],
): PromqlExpr {
  switch (expr.kind) {
    case 'number':
      return { kind: 'number', value: expr.value, span };
    case 'vector': {
      const value = { kind: 'number', value: expr.value, span } as const;
      return { kind: 'call', name: 'vector', args: [value], span };
    }
    case 'rangeAggregation':
      return rangeOf(expr, above, leaves);
    case 'vectorAggregation':
      return aggregationOf(expr, leaves);
    case 'binary':
      return {
        ...expr,
        left: translated(expr.left, undefined, leaves),
        right: translated(expr.right, undefined, leaves),
        span,
      };
    case 'labelReplace': {
      const { destination, replacement, source, pattern } = expr;
      const regex = compileRegex(pattern);
      if (regex.kind === 'error') {
        throw parseError(`invalid regex in label_replace: ${regex.reason}`);
      }
      const texts = [destination, replacement, source, pattern].map(value => ({
        kind: 'string' as const,
        value,
        span,
      }));
      const args = [translated(expr.expr, undefined, leaves), ...texts];
      return { kind: 'call', name: 'label_replace', args, span };
    }
    default:
      return expr satisfies never;
  }
}

function aggregationOf(
  { operator, expr, parameter, grouping }: VectorAggregation,
  leaves: Leaf[],
): PromqlExpr {
  const none: Grouping = { without: false, labels: [] };
  const { without, labels } = grouping ?? none;
  const sums = operator === 'sum' && expr.kind === 'rangeAggregation';
  const mayGroup = sums && canBeSummed(expr);
  const above = mayGroup ? { without, labels } : undefined;
  const inner = translated(expr, above, leaves);
  if (operator === 'sort' || operator === 'sort_desc') {
    return { kind: 'call', name: operator, args: [inner], span };
  }
  return {
    kind: 'aggregation',
    ...{ operator, expr: inner, grouping: labels, without, span },
    ...(parameter === undefined
      ? {}
      : { parameter: { kind: 'number', value: parameter, span } }),
  };
}

/** Whether the sum of these over series is the same as that over their lines. */
function canBeSummed({ operator }: RangeAggregation): boolean {
  return [
    'count_over_time',
    'rate',
    'bytes_over_time',
    'bytes_rate',
    'sum_over_time',
  ].includes(operator);
}

/** Counts are worked out for each step while lines are read; numbers in lines go through PromQL's functions over windows. */
function rangeOf(
  aggregation: RangeAggregation,
  grouping: Grouping | undefined,
  leaves: Leaf[],
): PromqlExpr {
  const { operator, unwrap, parameter, rangeMs, offsetMs } = aggregation;
  const value = String(leaves.push({ aggregation, grouping }) - 1);
  const selector: VectorSelector = {
    kind: 'vectorSelector',
    matchers: [{ name: leafLabel, operator: '=', value }],
    offsetMs: 0,
    span,
  };
  if (!unwrap || operator === 'absent_over_time') return selector;
  const window: PromqlExpr = {
    kind: 'matrixSelector',
    selector: { ...selector, offsetMs },
    rangeMs,
    span,
  };
  const call = (name: string, ...args: PromqlExpr[]): PromqlExpr => ({
    kind: 'call',
    ...{ name, args, span },
  });
  switch (operator) {
    case 'rate':
      return {
        kind: 'binary',
        operator: '/',
        left: call('sum_over_time', window),
        right: { kind: 'number', value: rangeMs / 1000, span },
        returnBool: false,
        matching: {
          cardinality: 'one-to-one',
          ...{ on: false, labels: [], include: [] },
        },
        span,
      };
    case 'rate_counter':
      return call('rate', window);
    case 'quantile_over_time':
      return call(
        operator,
        { kind: 'number', value: parameter ?? NaN, span },
        window,
      );
    default:
      return call(operator, window);
  }
}
