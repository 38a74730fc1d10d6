import type { AtModifier, Expr, MatrixSelector, Subquery } from './Expr';
import { parseDuration } from './parseDuration';
import { parseNumber } from './parseNumber';
import type { TokenStream } from './TokenStream';

/** Reads the `[…]`, `offset …` and `@ …` that follow an expression, in any order that PromQL allows. */
export function parseModifiers(tokens: TokenStream, bare: Expr): Expr {
  let expr = bare;
  for (;;) {
    if (tokens.at('[')) expr = parseBrackets(tokens, expr);
    else if (tokens.at('offset')) expr = parseOffset(tokens, expr);
    else if (tokens.at('@')) expr = parseAt(tokens, expr);
    else return expr;
  }
}

function parseBrackets(
  tokens: TokenStream,
  expr: Expr,
): MatrixSelector | Subquery {
  const open = tokens.next();
  const rangeMs = parseDuration(tokens, 'subquery selector', 'duration');
  if (tokens.accept(':')) {
    const stepMs =
      tokens.peek().kind === 'duration' || tokens.peek().kind === 'number'
        ? parseDuration(tokens, 'subquery selector', 'duration or "]"')
        : undefined;
    tokens.expect(
      ']',
      'subquery selector',
      stepMs === undefined ? 'duration or "]"' : '"]"',
    );
    return {
      kind: 'subquery',
      expr,
      rangeMs,
      ...(stepMs === undefined ? {} : { stepMs }),
      offsetMs: 0,
      span: { start: expr.span.start, end: tokens.lastEnd },
    };
  }
  tokens.expect(']', 'subquery or range', '":" or "]"');
  if (expr.kind !== 'vectorSelector') {
    return tokens.fail(open.start, 'ranges only allowed for vector selectors');
  }
  if (expr.offsetMs !== 0) {
    tokens.fail(open.start, 'no offset modifiers allowed before range');
  }
  if (expr.at !== undefined) {
    tokens.fail(open.start, 'no @ modifiers allowed before range');
  }
  return {
    kind: 'matrixSelector',
    selector: expr,
    rangeMs,
    span: { start: expr.span.start, end: tokens.lastEnd },
  };
}

function parseOffset(tokens: TokenStream, expr: Expr): Expr {
  tokens.next();
  const sign = tokens.accept('-') ? -1 : 1;
  const offsetMs = sign * parseDuration(tokens, 'offset', 'duration');
  const target = timedPartOf(expr);
  if (target === undefined) {
    return failMisplaced(tokens, expr, 'offset');
  }
  if (target.offsetMs !== 0) {
    tokens.fail(expr.span.start, 'offset may not be set multiple times');
  }
  return withTime(expr, { offsetMs }, tokens.lastEnd);
}

function parseAt(tokens: TokenStream, expr: Expr): Expr {
  tokens.next();
  const at = parseAtTarget(tokens, expr.span.start);
  const target = timedPartOf(expr);
  if (target === undefined) return failMisplaced(tokens, expr, '@');
  if (target.at !== undefined) {
    tokens.fail(expr.span.start, '@ <timestamp> may not be set multiple times');
  }
  return withTime(expr, { at }, tokens.lastEnd);
}

function parseAtTarget(tokens: TokenStream, start: number): AtModifier {
  const token = tokens.peek();
  if (token.kind === 'preprocessor') {
    tokens.next();
    tokens.expect('(', '@', 'timestamp');
    tokens.expect(')', '@', 'timestamp');
    return { kind: token.word === 'start' ? 'start' : 'end' };
  }
  const isNegative = tokens.at('-');
  if (isNegative || tokens.at('+')) tokens.next();
  const { kind, text } = tokens.peek();
  const seconds = kind === 'number' ? parseNumber(text) : undefined;
  if (seconds === undefined) return tokens.unexpected('@', 'timestamp');
  tokens.next();
  const signed = isNegative ? -seconds : seconds;
  if (!(Math.abs(signed) < 9.22e15)) {
    tokens.fail(
      start,
      `timestamp out of bounds for @ modifier: ${goFloat(signed)}`,
    );
  }
  return { kind: 'timestamp', timestampMs: roundHalfAway(signed * 1000) };
}

/** What offset and `@` apply to. */
function timedPartOf(expr: Expr) {
  if (expr.kind === 'matrixSelector') return expr.selector;
  return expr.kind === 'vectorSelector' || expr.kind === 'subquery'
    ? expr
    : undefined;
}

function withTime(
  expr: Expr,
  time: { readonly offsetMs: number } | { readonly at: AtModifier },
  end: number,
): Expr {
  const span = { start: expr.span.start, end };
  switch (expr.kind) {
    case 'matrixSelector':
      return { ...expr, selector: { ...expr.selector, ...time }, span };
    case 'vectorSelector':
    case 'subquery':
      return { ...expr, ...time, span };
    default:
      return expr;
  }
}

function failMisplaced(
  tokens: TokenStream,
  expr: Expr,
  modifier: 'offset' | '@',
): never {
  return tokens.fail(
    expr.span.start,
    `${modifier} modifier must be preceded by an instant vector selector or range vector selector or a subquery`,
  );
}

function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

function goFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return value.toFixed(6);
}
