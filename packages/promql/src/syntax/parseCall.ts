import type {
  Aggregation,
  AggregationOperator,
  Expr,
  FunctionCall,
} from './Expr';
import { functionSignatureOf } from './functionSignatures';
import { goQuote } from './goQuote';
import { parseGrouping } from './parseGrouping';
import type { TokenStream } from './TokenStream';

/** Reads one argument; handed in, because arguments are expressions and expressions contain calls. */
export type ParseArgument = (tokens: TokenStream) => Expr;

/** Whether the operator takes a parameter before its vector. */
const aggregationOperators: Readonly<Record<AggregationOperator, boolean>> = {
  sum: false,
  avg: false,
  count: false,
  min: false,
  max: false,
  group: false,
  stddev: false,
  stdvar: false,
  topk: true,
  bottomk: true,
  count_values: true,
  quantile: true,
  limitk: true,
};

/** Whether a word names an aggregation. */
export function isAggregationOperator(
  word: string,
): word is AggregationOperator {
  return Object.hasOwn(aggregationOperators, word);
}

/** Reads `by (job) (x)` or `(x) by (job)` after an aggregation operator. */
export function parseAggregation(
  tokens: TokenStream,
  start: number,
  operator: AggregationOperator,
  parseArgument: ParseArgument,
): Aggregation {
  const before = parseAggregationModifier(tokens);
  if (!tokens.at('(')) tokens.unexpected('aggregation');
  const args = parseArguments(tokens, parseArgument);
  const modifier = before ??
    parseAggregationModifier(tokens) ?? { grouping: [], without: false };
  if (args.length === 0) {
    tokens.fail(start, 'no arguments for aggregate expression provided');
  }
  const wanted = aggregationOperators[operator] ? 2 : 1;
  if (args.length !== wanted) {
    tokens.fail(
      start,
      `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
    );
  }
  return {
    kind: 'aggregation',
    operator,
    expr: args[wanted - 1],
    ...(wanted === 2 ? { parameter: args[0] } : {}),
    ...modifier,
    span: { start, end: tokens.lastEnd },
  };
}

function parseAggregationModifier(
  tokens: TokenStream,
): Pick<Aggregation, 'grouping' | 'without'> | undefined {
  const without = tokens.at('without');
  if (!without && !tokens.at('by')) return undefined;
  tokens.next();
  return { grouping: parseGrouping(tokens), without };
}

/** Reads the arguments of a function. */
export function parseCall(
  tokens: TokenStream,
  start: number,
  name: string,
  parseArgument: ParseArgument,
): FunctionCall {
  const args = parseArguments(tokens, parseArgument);
  if (functionSignatureOf(name) === undefined) {
    tokens.fail(start, `unknown function with name ${goQuote(name)}`);
  }
  return { kind: 'call', name, args, span: { start, end: tokens.lastEnd } };
}

function parseArguments(
  tokens: TokenStream,
  parseArgument: ParseArgument,
): Expr[] {
  tokens.expect('(');
  const args: Expr[] = [];
  while (!tokens.at(')')) {
    args.push(parseArgument(tokens));
    if (tokens.at(')')) break;
    const comma = tokens.expect(',');
    if (tokens.at(')')) {
      tokens.fail(
        comma.start,
        'trailing commas not allowed in function call args',
      );
    }
  }
  tokens.next();
  return args;
}
