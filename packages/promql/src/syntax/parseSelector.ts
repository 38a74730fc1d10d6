import { compileRegex } from '../regex/compileRegex';
import type { LabelMatcher } from '../series/LabelMatcher';
import type { VectorSelector } from './Expr';
import type { TokenStream } from './TokenStream';

/** Reads `name`, `name{…}` or `{…}`; `name` is a word already seen to be one. */
export function parseSelector(tokens: TokenStream): VectorSelector {
  const start = tokens.peek().start;
  const name = tokens.at('{') ? undefined : tokens.next().text;
  const inBraces = tokens.at('{') ? parseMatchers(tokens) : [];
  return {
    kind: 'vectorSelector',
    ...(name === undefined ? {} : { name }),
    matchers:
      name === undefined
        ? inBraces
        : [...inBraces, { name: '__name__', operator: '=', value: name }],
    offsetMs: 0,
    span: { start, end: tokens.lastEnd },
  };
}

function parseMatchers(tokens: TokenStream): LabelMatcher[] {
  tokens.expect('{');
  const matchers: LabelMatcher[] = [];
  while (!tokens.at('}')) {
    matchers.push(parseMatcher(tokens));
    if (!tokens.at('}') && !tokens.accept(',')) {
      tokens.unexpected('label matching', '"," or "}"');
    }
  }
  tokens.next();
  return matchers;
}

function parseMatcher(tokens: TokenStream): LabelMatcher {
  const label = tokens.peek();
  if (label.kind !== 'identifier') {
    tokens.unexpected('label matching', 'identifier or "}"');
  }
  tokens.next();
  const operator = parseMatchOperator(tokens);
  const { kind, value } = tokens.peek();
  if (kind !== 'string' || value === undefined) {
    return tokens.unexpected('label matching', 'string');
  }
  tokens.next();
  if (operator === '=~' || operator === '!~') {
    const compiled = compileRegex(value);
    if (compiled.kind === 'error') tokens.fail(label.start, compiled.reason);
  }
  return { name: label.text, operator, value };
}

function parseMatchOperator(tokens: TokenStream): LabelMatcher['operator'] {
  const { text } = tokens.peek();
  switch (text) {
    case '=':
    case '!=':
    case '=~':
    case '!~':
      tokens.next();
      return text;
    default:
      return tokens.unexpected('label matching', 'label matching operator');
  }
}
