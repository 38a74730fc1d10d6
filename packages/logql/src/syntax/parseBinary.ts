import { parseError } from '../LogqlError';
import type { BinaryOperation, Expr, MetricExpr } from './Expr';
import { parseLabelNames } from './parseGrouping';
import { reduceNumbers } from './reduceNumbers';
import type { TokenStream } from './TokenStream';

type Operator = BinaryOperation['operator'];
type Modifier = Pick<BinaryOperation, 'returnBool' | 'matching'>;

/** How strongly each operator binds; `^` binds to its right. */
const strengths: Readonly<Record<Operator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  '^': 6,
};

const setOperators: ReadonlySet<Operator> = new Set(['and', 'or', 'unless']);

/** Operands joined by operators that bind at least so strongly. */
export function parseBinary(
  tokens: TokenStream,
  parseOperand: (tokens: TokenStream) => Expr,
  weakest = 1,
): Expr {
  return tokens.nested(() => {
    let left = parseOperand(tokens);
    for (;;) {
      const operator = tokens.peek().kind;
      if (!isOperator(operator) || strengths[operator] < weakest) return left;
      tokens.next();
      const modifier = parseModifier(tokens, operator);
      const bound = strengths[operator] + (operator === '^' ? 0 : 1);
      const right = parseBinary(tokens, parseOperand, bound);
      left = join(operator, left, right, modifier);
    }
  });
}

function isOperator(kind: string): kind is Operator {
  return Object.hasOwn(strengths, kind);
}

function parseModifier(tokens: TokenStream, operator: Operator): Modifier {
  const returnBool = tokens.accept('bool');
  const isSet = setOperators.has(operator);
  const one = isSet ? 'many-to-many' : 'one-to-one';
  if (!tokens.at('on', 'ignoring')) {
    const matching = { on: false, labels: [], include: [] };
    return { returnBool, matching: { cardinality: one, ...matching } };
  }
  const on = tokens.next().kind === 'on';
  const labels = parseLabelNames(tokens);
  if (!tokens.at('group_left', 'group_right')) {
    const matching = { cardinality: one, on, labels, include: [] } as const;
    return { returnBool, matching };
  }
  if (isSet) {
    throw parseError(
      `no grouping allowed for "${operator}" operation`,
      tokens.peek(),
    );
  }
  const cardinality =
    tokens.next().kind === 'group_left' ? 'many-to-one' : 'one-to-many';
  const include = tokens.at('(') ? parseLabelNames(tokens) : [];
  return { returnBool, matching: { cardinality, on, labels, include } };
}

/** Joins two operands, which must be metrics; numbers are worked out at once. */
function join(
  operator: Operator,
  left: Expr,
  right: Expr,
  modifier: Modifier,
): MetricExpr {
  const metrics = {
    left: metricOf(left, 'left', operator),
    right: metricOf(right, 'right', operator),
  };
  if (setOperators.has(operator)) {
    for (const leg of ['left', 'right'] as const) {
      const operand = metrics[leg];
      if (operand.kind === 'number') {
        throw parseError(
          `unexpected literal for ${leg} leg of logical/set binary operation (${operator}): ${operand.value.toFixed(
            6,
          )}`,
        );
      }
    }
  }
  if (metrics.left.kind === 'number' && metrics.right.kind === 'number') {
    return {
      kind: 'number',
      value: reduceNumbers(operator, metrics.left.value, metrics.right.value),
    };
  }
  return { kind: 'binary', operator, ...metrics, ...modifier };
}

function metricOf(
  expr: Expr,
  leg: 'left' | 'right',
  operator: Operator,
): MetricExpr {
  if (expr.kind !== 'logs') return expr;
  const type = expr.stages.length > 0 ? 'PipelineExpr' : 'MatchersExpr';
  throw parseError(
    `unexpected type for ${leg} leg of binary operation (${operator}): *syntax.${type}`,
  );
}
