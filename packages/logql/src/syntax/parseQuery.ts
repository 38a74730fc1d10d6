import type { LabelMatcher } from '@orrery/promql';

import { parseError } from '../LogqlError';
import { compileMatchers } from '../labels/compileMatchers';
import type { Expr, LabelReplace, MetricExpr } from './Expr';
import { parseBinary } from './parseBinary';
import { parseSignedNumber } from './parseNumber';
import { parsePipeline } from './parsePipeline';
import {
  parseRangeAggregation,
  rangeOperatorOf,
} from './parseRangeAggregation';
import { parseSelector } from './parseSelector';
import {
  parseVectorAggregation,
  vectorOperatorOf,
} from './parseVectorAggregation';
import { TokenStream } from './TokenStream';

/** Loki refuses longer queries. */
const maxQueryLength = 131_072;

/**
 * Parses a query. Throws a LogqlError with code `parse`, worded and placed as Loki does (`parse error at line 1, col 5: …`).
 * Cost: linear in the length of the query, which is bounded, as is its nesting.
 */
export function parseQuery(query: string): Expr {
  const expr = parseWhole(query);
  checkSelectors(expr);
  return expr;
}

/** Parses what may only be a selector, `{app="web"}`, as `match[]` and `/index/stats` want it; `{}` is one. */
export function parseStreamSelector(query: string): readonly LabelMatcher[] {
  const expr = parseWhole(query);
  if (expr.kind !== 'logs' || expr.stages.length > 0) {
    throw parseError('only label matchers is supported');
  }
  compileMatchers(expr.matchers);
  return expr.matchers;
}

function parseWhole(query: string): Expr {
  if (query.length >= maxQueryLength) {
    throw parseError(
      `input size too long (${query.length} > ${maxQueryLength})`,
    );
  }
  const tokens = new TokenStream(query);
  const expr = parseBinary(tokens, parseOperand);
  if (!tokens.at('$end')) tokens.unexpected();
  return expr;
}

function parseOperand(tokens: TokenStream): Expr {
  const { kind } = tokens.peek();
  if (kind === '{') {
    const matchers = parseSelector(tokens);
    return { kind: 'logs', matchers, stages: parsePipeline(tokens) };
  }
  if (tokens.accept('(')) {
    const inner = parseBinary(tokens, parseOperand);
    tokens.expect(')');
    return inner;
  }
  const value = parseSignedNumber(tokens);
  if (value !== undefined) return { kind: 'number', value };
  const rangeOperator = rangeOperatorOf(kind);
  if (rangeOperator) return parseRangeAggregation(tokens, rangeOperator);
  const vectorOperator = vectorOperatorOf(kind);
  if (vectorOperator) {
    return parseVectorAggregation(tokens, vectorOperator, parseMetric);
  }
  if (kind === 'label_replace') return parseLabelReplace(tokens);
  if (kind === 'VECTOR') {
    tokens.next();
    tokens.expect('(');
    const number = Number(tokens.expect('NUMBER').text);
    tokens.expect(')');
    return { kind: 'vector', value: number };
  }
  return tokens.unexpected();
}

function parseMetric(tokens: TokenStream): MetricExpr {
  const expr = parseBinary(tokens, parseOperand);
  return expr.kind === 'logs' ? tokens.unexpected() : expr;
}

function parseLabelReplace(tokens: TokenStream): LabelReplace {
  tokens.next();
  tokens.expect('(');
  const expr = parseMetric(tokens);
  const texts = [0, 1, 2, 3].map(() => {
    tokens.expect(',');
    return tokens.expect('STRING').text;
  });
  tokens.expect(')');
  const [destination, replacement, source, pattern] = texts;
  return {
    kind: 'labelReplace',
    ...{ expr, destination, replacement, source, pattern },
  };
}

/** Whether each selector leaves some streams out, for Loki will not read them all. */
function checkSelectors(expr: Expr): void {
  switch (expr.kind) {
    case 'logs':
      checkMatchers(expr.matchers);
      break;
    case 'rangeAggregation':
      checkMatchers(expr.logs.matchers);
      break;
    case 'vectorAggregation':
    case 'labelReplace':
      checkSelectors(expr.expr);
      break;
    case 'binary':
      checkSelectors(expr.left);
      checkSelectors(expr.right);
      break;
    default:
  }
}

function checkMatchers(matchers: readonly LabelMatcher[]): void {
  const selects = matchers.some(matcher => !compileMatchers([matcher])({}));
  if (selects) return;
  throw parseError(
    'queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
  );
}
