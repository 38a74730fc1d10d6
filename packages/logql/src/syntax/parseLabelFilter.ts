import type { ComparisonOperator, LabelFilter } from './Expr';
import { parseMatcher } from './parseSelector';
import { parseSignedNumber } from './parseNumber';
import type { TokenStream } from './TokenStream';

/** Filters joined by `or`, which binds less than `and`, a comma or mere juxtaposition. */
export function parseLabelFilter(tokens: TokenStream): LabelFilter {
  return tokens.nested(() => {
    let left = parseConjunction(tokens);
    while (tokens.accept('or')) {
      left = { kind: 'or', left, right: parseConjunction(tokens) };
    }
    return left;
  });
}

function parseConjunction(tokens: TokenStream): LabelFilter {
  let left = parseTerm(tokens);
  while (
    tokens.accept('and') ||
    tokens.accept(',') ||
    tokens.at('IDENTIFIER', '(')
  ) {
    left = { kind: 'and', left, right: parseTerm(tokens) };
  }
  return left;
}

function parseTerm(tokens: TokenStream): LabelFilter {
  if (tokens.accept('(')) {
    const inner = parseLabelFilter(tokens);
    tokens.expect(')');
    return inner;
  }
  if (!tokens.at('IDENTIFIER')) return tokens.unexpected();
  const value = tokens.peek(2);
  if (value.kind === 'STRING') {
    return { kind: 'string', matcher: parseMatcher(tokens) };
  }
  return parseComparison(tokens);
}

const comparisons: Readonly<Record<string, ComparisonOperator>> = {
  '=': '==',
  '==': '==',
  '!=': '!=',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
};

function parseComparison(tokens: TokenStream): LabelFilter {
  const label = tokens.next().text;
  const sign = tokens.peek().kind;
  if (sign === '=~' || sign === '!~') {
    tokens.next();
    return tokens.unexpected('STRING');
  }
  if (!Object.hasOwn(comparisons, sign)) return tokens.unexpected();
  const operator = comparisons[sign];
  tokens.next();
  if ((sign === '=' || sign === '!=') && tokens.accept('ip')) {
    tokens.expect('(');
    const pattern = tokens.expect('STRING').text;
    tokens.expect(')');
    return { kind: 'ip', label, operator: sign, pattern };
  }
  const { kind, amount = 0 } = tokens.peek();
  if (kind === 'DURATION' || kind === 'BYTES') {
    tokens.next();
    const unit = kind === 'DURATION' ? 'duration' : 'bytes';
    return { kind: unit, label, operator, value: amount };
  }
  const value = parseSignedNumber(tokens);
  if (value !== undefined) return { kind: 'number', label, operator, value };
  return sign === '=' || sign === '!='
    ? tokens.unexpected()
    : tokens.unexpected('BYTES', 'NUMBER', 'DURATION');
}
