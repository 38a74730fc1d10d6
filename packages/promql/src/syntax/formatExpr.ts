import { formatDuration } from './duration';
import type {
  Aggregation,
  AtModifier,
  BinaryOperation,
  Expr,
  Subquery,
  VectorMatching,
  VectorSelector,
} from './Expr';
import { formatNumber } from './formatNumber';
import { goQuote } from './goQuote';

/** An expression on one line. */
export function formatExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return formatNumber(expr.value);
    case 'string':
      return goQuote(expr.value);
    case 'vectorSelector':
      return `${formatSelector(expr)}${formatTime(expr)}`;
    case 'matrixSelector':
      return `${formatSelector(expr.selector)}[${formatDuration(
        expr.rangeMs,
      )}]${formatTime(expr.selector)}`;
    case 'subquery':
      return `${formatExpr(expr.expr)}${formatSubqueryEnd(expr)}`;
    case 'aggregation':
      return `${formatAggregationHead(expr)}(${
        expr.parameter === undefined ? '' : `${formatExpr(expr.parameter)}, `
      }${formatExpr(expr.expr)})`;
    case 'binary':
      return `${formatExpr(expr.left)} ${formatOperator(expr)} ${formatExpr(
        expr.right,
      )}`;
    case 'unary':
      return `${expr.operator}${formatExpr(expr.expr)}`;
    case 'call':
      return `${expr.name}(${expr.args.map(formatExpr).join(', ')})`;
    default:
      return `(${formatExpr(expr.expr)})`;
  }
}

/** `sum by (job) `, up to the parenthesis. */
export function formatAggregationHead(expr: Aggregation): string {
  const labels = expr.grouping.join(', ');
  if (expr.without) return `${expr.operator} without (${labels}) `;
  return expr.grouping.length > 0
    ? `${expr.operator} by (${labels}) `
    : expr.operator;
}

/** `* bool on (job) group_left (instance)`. */
export function formatOperator(expr: BinaryOperation): string {
  return `${expr.operator}${expr.returnBool ? ' bool' : ''}${formatMatching(
    expr.matching,
  )}`;
}

/** `[1h:1m] @ 5.000 offset 1d`. */
export function formatSubqueryEnd(expr: Subquery): string {
  const step = expr.stepMs === undefined ? '' : formatDuration(expr.stepMs);
  return `[${formatDuration(expr.rangeMs)}:${step}]${formatTime(expr)}`;
}

function formatMatching(matching: VectorMatching): string {
  const { cardinality, on, labels, include } = matching;
  if (labels.length === 0 && !on) return '';
  const match = ` ${on ? 'on' : 'ignoring'} (${labels.join(', ')})`;
  if (cardinality !== 'many-to-one' && cardinality !== 'one-to-many') {
    return match;
  }
  const side = cardinality === 'many-to-one' ? 'left' : 'right';
  return `${match} group_${side} (${include.join(', ')})`;
}

function formatSelector({ name, matchers }: VectorSelector): string {
  const inBraces = matchers
    .filter(
      matcher =>
        !(
          matcher.name === '__name__' &&
          matcher.operator === '=' &&
          matcher.value === name
        ),
    )
    .map(({ name: label, operator, value }) => {
      return `${label}${operator}${goQuote(value)}`;
    })
    .sort();
  return inBraces.length === 0 && name !== undefined
    ? name
    : `${name ?? ''}{${inBraces.join(',')}}`;
}

function formatTime({
  at,
  offsetMs,
}: {
  readonly at?: AtModifier;
  readonly offsetMs: number;
}): string {
  const offset =
    offsetMs === 0
      ? ''
      : ` offset ${offsetMs < 0 ? '-' : ''}${formatDuration(
          Math.abs(offsetMs),
        )}`;
  if (at === undefined) return offset;
  return at.kind === 'timestamp'
    ? ` @ ${(at.timestampMs / 1000).toFixed(3)}${offset}`
    : ` @ ${at.kind}()${offset}`;
}
