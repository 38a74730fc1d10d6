import { parseError } from '../LogqlError';
import type {
  Grouping,
  MetricExpr,
  VectorAggregation,
  VectorOperator,
} from './Expr';
import { parseGrouping } from './parseGrouping';
import type { TokenStream } from './TokenStream';

const operators: ReadonlySet<string> = new Set<VectorOperator>([
  'sum',
  'avg',
  'count',
  'min',
  'max',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'sort',
  'sort_desc',
]);

/** The operator that a token names; undefined when it names none. */
export function vectorOperatorOf(kind: string): VectorOperator | undefined {
  const name = kind.toLowerCase();
  return kind !== name && isVectorOperator(name) ? name : undefined;
}

/** `topk by (app) (5, x)` or `topk(5, x) by (app)` from its name on. */
export function parseVectorAggregation(
  tokens: TokenStream,
  operator: VectorOperator,
  parseMetric: (tokens: TokenStream) => MetricExpr,
): VectorAggregation {
  tokens.next();
  let grouping: Grouping | undefined;
  if (tokens.at('by', 'without')) grouping = parseGrouping(tokens);
  tokens.expect('(');
  let parameterText: string | undefined;
  if (tokens.at('NUMBER') && tokens.peek(1).kind === ',') {
    parameterText = tokens.next().text;
    tokens.next();
  }
  const expr = parseMetric(tokens);
  tokens.expect(')');
  if (grouping === undefined && tokens.at('by', 'without')) {
    grouping = parseGrouping(tokens);
  }
  const parameter = checkedParameter(operator, parameterText);
  if (operator.startsWith('sort') && (grouping?.labels.length ?? 0) > 0) {
    throw parseError("sort and sort_desc doesn't allow grouping by ");
  }
  return {
    kind: 'vectorAggregation',
    operator,
    expr,
    ...(parameter === undefined ? {} : { parameter }),
    ...(grouping ? { grouping } : {}),
  };
}

function isVectorOperator(name: string): name is VectorOperator {
  return operators.has(name);
}

function checkedParameter(
  operator: VectorOperator,
  text: string | undefined,
): number | undefined {
  const ranks = operator === 'topk' || operator === 'bottomk';
  if (text === undefined) {
    if (ranks) throw parseError(`parameter required for operation ${operator}`);
    return undefined;
  }
  if (!ranks) {
    throw parseError(
      `unsupported parameter for operation ${operator}(${text},`,
    );
  }
  if (!/^\d+$/.test(text)) {
    throw parseError(`invalid parameter ${operator}(${text},`);
  }
  if (Number(text) <= 0) {
    throw parseError(
      `invalid parameter (must be greater than 0) ${operator}(${text}`,
    );
  }
  return Number(text);
}
