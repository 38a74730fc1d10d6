import type {
  BinaryOperation,
  BinaryOperator,
  Expr,
  VectorMatching,
} from './Expr';
import { goQuote } from './goQuote';
import {
  isAggregationOperator,
  parseAggregation,
  parseCall,
} from './parseCall';
import { parseGrouping } from './parseGrouping';
import { parseModifiers } from './parseModifiers';
import { parseNumber } from './parseNumber';
import { parseSelector } from './parseSelector';
import type { TokenStream } from './TokenStream';

/** How tightly operators bind; `^` alone binds to the right, and a sign binds as `*` does. */
const precedences: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '>': 3,
  '<=': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};

/** Reads operands joined by operators that bind at least as tightly as `lowest`. */
export function parseExpression(tokens: TokenStream, lowest = 0): Expr {
  let left = tokens.nested(() => parseUnary(tokens));
  for (;;) {
    const operator = binaryOperatorOf(tokens);
    if (operator === undefined || precedences[operator] < lowest) return left;
    tokens.next();
    left = parseRightOf(tokens, left, operator);
  }
}

function parseRightOf(
  tokens: TokenStream,
  left: Expr,
  operator: BinaryOperator,
): BinaryOperation {
  const returnBool = tokens.accept('bool');
  const matching = parseMatching(tokens);
  const precedence = precedences[operator];
  const right = tokens.nested(() =>
    parseExpression(tokens, operator === '^' ? precedence : precedence + 1),
  );
  const isSet =
    operator === 'and' || operator === 'or' || operator === 'unless';
  return {
    kind: 'binary',
    operator,
    left,
    right,
    returnBool,
    matching:
      isSet && matching.cardinality === 'one-to-one'
        ? { ...matching, cardinality: 'many-to-many' }
        : matching,
    span: { start: left.span.start, end: right.span.end },
  };
}

function binaryOperatorOf(tokens: TokenStream): BinaryOperator | undefined {
  const { kind, word } = tokens.peek();
  if (kind !== 'operator') return undefined;
  return isBinaryOperator(word) ? word : undefined;
}

function isBinaryOperator(word: string): word is BinaryOperator {
  return Object.hasOwn(precedences, word);
}

function parseMatching(tokens: TokenStream): VectorMatching {
  const on = tokens.at('on');
  if (!on && !tokens.at('ignoring')) {
    const none = { on: false, labels: [], include: [] };
    return { cardinality: 'one-to-one', ...none };
  }
  tokens.next();
  const labels = parseGrouping(tokens);
  const isLeft = tokens.at('group_left');
  if (!isLeft && !tokens.at('group_right')) {
    return { cardinality: 'one-to-one', on, labels, include: [] };
  }
  tokens.next();
  const include = tokens.at('(') ? parseGrouping(tokens) : [];
  const cardinality = isLeft ? 'many-to-one' : 'one-to-many';
  return { cardinality, on, labels, include };
}

function parseUnary(tokens: TokenStream): Expr {
  const sign = tokens.peek();
  const isNegative = tokens.at('-');
  if (!isNegative && !tokens.at('+')) {
    return parseModifiers(tokens, parsePrimary(tokens));
  }
  tokens.next();
  const expr = parseExpression(tokens, precedences['*'] + 1);
  const span = { start: sign.start, end: expr.span.end };
  return expr.kind === 'number'
    ? { ...expr, value: isNegative ? -expr.value : expr.value, span }
    : { kind: 'unary', operator: isNegative ? '-' : '+', expr, span };
}

function parsePrimary(tokens: TokenStream): Expr {
  const token = tokens.peek();
  const span = { start: token.start, end: token.end };
  switch (token.kind) {
    case 'number': {
      tokens.next();
      const value = parseNumber(token.text);
      if (value === undefined) {
        return tokens.fail(
          token.start,
          `error parsing number: strconv.ParseFloat: parsing ${goQuote(
            token.text,
          )}: ${
            /e/i.test(token.text) && /e[+-]?\d/i.test(token.text)
              ? 'value out of range'
              : 'invalid syntax'
          }`,
        );
      }
      return { kind: 'number', value, span };
    }
    case 'string':
      tokens.next();
      return { kind: 'string', value: token.value ?? '', span };
    case 'punctuation':
      if (token.text === '{') return parseSelector(tokens);
      return token.text === '('
        ? parseParentheses(tokens)
        : tokens.unexpected();
    default:
      return parseWord(tokens);
  }
}

function parseParentheses(tokens: TokenStream): Expr {
  const { start } = tokens.next();
  const expr = parseExpression(tokens);
  const { end } = tokens.expect(')');
  return { kind: 'parentheses', expr, span: { start, end } };
}

/** Words that are keywords cannot name a metric where they could also continue an expression. */
const reservedWords = ['on', 'ignoring', 'bool', 'group_left', 'group_right'];

function parseWord(tokens: TokenStream): Expr {
  const token = tokens.peek();
  const isOperator = token.kind === 'operator' && !/^[a-z]/.test(token.word);
  if (
    token.kind === 'end' ||
    token.kind === 'duration' ||
    isOperator ||
    token.word === 'atan2' ||
    (token.kind === 'keyword' && reservedWords.includes(token.word))
  ) {
    return tokens.unexpected();
  }
  if (token.kind !== 'aggregator' && token.kind !== 'identifier') {
    return parseSelector(tokens);
  }
  const selector = parseSelector(tokens);
  if (selector.span.end !== token.end) return selector;
  if (token.kind === 'aggregator' && isAggregationOperator(token.word)) {
    const follows = tokens.at('(') || tokens.at('by') || tokens.at('without');
    return follows
      ? parseAggregation(tokens, token.start, token.word, parseExpression)
      : selector;
  }
  return tokens.at('(')
    ? parseCall(tokens, token.start, token.text, parseExpression)
    : selector;
}
