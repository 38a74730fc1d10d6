import { parser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';

import { PromqlError } from '../PromqlError';
import type { Expr } from './Expr';
import { formatExpr } from './formatExpr';
import { parseQuery } from './parseQuery';

/** Every operation in parentheses, so that precedence shows. */
function shapeOf(expr: Expr): string {
  switch (expr.kind) {
    case 'binary':
      return `(${shapeOf(expr.left)} ${expr.operator} ${shapeOf(expr.right)})`;
    case 'unary':
      return `(${expr.operator}${shapeOf(expr.expr)})`;
    case 'parentheses':
      return shapeOf(expr.expr);
    default:
      return formatExpr(expr);
  }
}

function errorOf(query: string): string {
  try {
    return `parsed as ${formatExpr(parseQuery(query))}`;
  } catch (error) {
    if (error instanceof PromqlError && error.code === 'parse') {
      return error.message;
    }
    throw error;
  }
}

describe('parseQuery()', () => {
  it('reads a selector with its matchers, offset and @', () => {
    expect(
      parseQuery('up{job="a",zone!~"x|y"} @ 12.5 offset -5m'),
    ).toStrictEqual({
      kind: 'vectorSelector',
      name: 'up',
      matchers: [
        { name: 'job', operator: '=', value: 'a' },
        { name: 'zone', operator: '!~', value: 'x|y' },
        { name: '__name__', operator: '=', value: 'up' },
      ],
      offsetMs: -300_000,
      at: { kind: 'timestamp', timestampMs: 12_500 },
      span: { start: 0, end: 41 },
    });
  });

  it('gives the offset of a range to its selector', () => {
    expect(parseQuery('up[5m] offset 1h')).toMatchObject({
      kind: 'matrixSelector',
      rangeMs: 300_000,
      selector: { name: 'up', offsetMs: 3_600_000 },
    });
  });

  it('reads subqueries with and without a step', () => {
    expect(parseQuery('sum(up)[1h:] @ end()')).toMatchObject({
      ...{ kind: 'subquery', rangeMs: 3_600_000, at: { kind: 'end' } },
    });
    expect(parseQuery('up[1h:30s]')).toMatchObject({ stepMs: 30_000 });
  });

  it('reads aggregations with the modifier on either side', () => {
    const before = parseQuery('topk by (a, b) (2, up)');
    const after = parseQuery('topk(2, up) by (a, b)');
    expect(before).toMatchObject({
      ...{ kind: 'aggregation', operator: 'topk', without: false },
      grouping: ['a', 'b'],
      parameter: { kind: 'number', value: 2 },
    });
    expect(formatExpr(after)).toBe(formatExpr(before));
  });

  it('reads how vectors match', () => {
    expect(parseQuery('a * on (x) group_left (y, z) b')).toMatchObject({
      kind: 'binary',
      returnBool: false,
      matching: {
        ...{ cardinality: 'many-to-one', on: true },
        ...{ labels: ['x'], include: ['y', 'z'] },
      },
    });
    expect(parseQuery('a and ignoring (x) b')).toMatchObject({
      matching: { cardinality: 'many-to-many', on: false, labels: ['x'] },
    });
  });

  it.each([
    ['1 + 2 * 3', '(1 + (2 * 3))'],
    ['1 - 2 - 3', '((1 - 2) - 3)'],
    ['2 ^ 3 ^ 4', '(2 ^ (3 ^ 4))'],
    ['-2 ^ 2', '(-(2 ^ 2))'],
    ['-a * b', '((-a) * b)'],
    ['a ^ -b', '(a ^ (-b))'],
    ['a + b offset 5m', '(a + b offset 5m)'],
    ['-a offset 5m', '(-a offset 5m)'],
    ['a or b and c unless d', '(a or ((b and c) unless d))'],
    ['a == b + c > d', '((a == (b + c)) > d)'],
    ['a % b atan2 c / d', '(((a % b) atan2 c) / d)'],
    ['a or b == c', '(a or (b == c))'],
    ['(a + b) * c', '((a + b) * c)'],
    ['- - 3', '3'],
  ])('binds %s as %s', (query, shape) => {
    expect(shapeOf(parseQuery(query))).toBe(shape);
  });

  it.each([
    ['0x1F', 31],
    ['010', 8],
    ['08', 8],
    ['1e-3', 0.001],
    ['.5', 0.5],
    ['5.', 5],
    ['inf', Infinity],
    ['-Inf', -Infinity],
    ['NaN', NaN],
  ])('reads the number %s', (query, value) => {
    expect(parseQuery(query)).toMatchObject({ kind: 'number', value });
  });

  it.each([
    ['"a\\n\\x41\\101\\u00e9\\U0001F600"', 'a\nAAé😀'],
    ["'it\\'s'", "it's"],
    ['`raw\\n`', 'raw\\n'],
    ['"\\\\"', '\\'],
  ])('reads the string %s', (query, value) => {
    expect(parseQuery(query)).toMatchObject({ kind: 'string', value });
  });

  it('takes keywords for names of metrics and labels where they can be', () => {
    expect(formatExpr(parseQuery('sum{by="x", on="y"}'))).toBe(
      'sum{by="x",on="y"}',
    );
    expect(formatExpr(parseQuery('sum by (on, bool, offset) (start)'))).toBe(
      'sum by (on, bool, offset) (start)',
    );
    expect(formatExpr(parseQuery('SUM BY (a) (b) AND c'))).toBe(
      'sum by (a) (b) and c',
    );
  });

  it('skips comments and blanks of every kind', () => {
    expect(formatExpr(parseQuery(' a\t+ # more\n\r b # end'))).toBe('a + b');
  });

  // Each as Prometheus 2.42 answers it; the comparison suite asks a real one for many more.
  it.each([
    ['', '1:1: parse error: no expression found in input'],
    ['a)', "1:3: parse error: unexpected right parenthesis ')'"],
    ['sum(', '1:5: parse error: unclosed left parenthesis'],
    ['foo[5]', '1:5: parse error: missing unit character in duration'],
    ['foo[1.5h]', '1:5: parse error: not a valid duration string: "1.5h"'],
    ['foo[0s]', '1:5: parse error: duration must be greater than 0'],
    ['foo[5m', '1:7: parse error: unclosed left bracket'],
    ['foo bar', '1:5: parse error: unexpected identifier "bar"'],
    [
      'foo{a}',
      '1:6: parse error: unexpected "}" in label matching, expected label matching operator',
    ],
    ['foo{a="b"', '1:10: parse error: unexpected end of input inside braces'],
    [
      'sum by a (b)',
      '1:8: parse error: unexpected identifier "a" in grouping opts, expected "("',
    ],
    ['x(a)', '1:1: parse error: unknown function with name "x"'],
    [
      'sum(a,)',
      '1:6: parse error: trailing commas not allowed in function call args',
    ],
    [
      'topk(a)',
      '1:1: parse error: wrong number of arguments for aggregate expression provided, expected 2, got 1',
    ],
    ['"abc', '1:1: parse error: unterminated quoted string'],
    ['"\\q"', "1:1: parse error: unknown escape sequence U+0071 'q'"],
    [
      'foo offset',
      '1:11: parse error: unexpected end of input in offset, expected duration',
    ],
    [
      '1 == 2',
      '1:3: parse error: comparisons between scalars must use BOOL modifier',
    ],
    [
      'rate(a)',
      '1:6: parse error: expected type range vector in call to function "rate", got instant vector',
    ],
    ['a[5m][5m]', '1:6: parse error: ranges only allowed for vector selectors'],
    [
      'sum(a) offset 5m',
      '1:1: parse error: offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
    ],
    [
      '{a=~".*"}',
      '1:1: parse error: vector selector must contain at least one non-empty matcher',
    ],
    [
      'foo{a=~"("}',
      '1:5: parse error: error parsing regexp: missing closing ): `^(?:()$`',
    ],
    ['a + "ä" + ~', "1:12: parse error: unexpected character: '~'"],
    ['a\n+ b\n* )', "3:4: parse error: unexpected right parenthesis ')'"],
  ])('refuses %s', (query, message) => {
    expect(errorOf(query)).toBe(message);
  });

  it('refuses nesting that would exhaust the stack', () => {
    const deep = `${'('.repeat(100_000)}a${')'.repeat(100_000)}`;
    expect(errorOf(deep)).toMatch(/nested more than 500 levels/);
    expect(errorOf('-'.repeat(100_000))).toMatch(/nested more than 500/);
    expect(errorOf(`a${' ^ a'.repeat(50_000)}`)).toMatch(/nested more than/);
    expect(errorOf('sum('.repeat(100_000))).toMatch(/parse error/);
  });

  it('refuses chains of operators that would exhaust the stack, and reads long ones', () => {
    expect(errorOf(`a${' + a'.repeat(100_000)}`)).toMatch(
      /more than 500 operations deep/,
    );
    expect(errorOf(`a${' + a'.repeat(450)}`)).toMatch(/^parsed as a \+ a/);
  });

  it('answers any text with an expression or a parse error', () => {
    const pieces = fc.constantFrom(
      ...'a sum by ( ) { } [ ] 5m : , = =~ != " \' ` \\ 1 0x . offset @ start end + - ^ == bool on group_left # \n é rate'.split(
        / /,
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), parts => {
        expect(typeof errorOf(parts.join(' '))).toBe('string');
        expect(typeof errorOf(parts.join(''))).toBe('string');
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('accepts nothing that the grammar of Prometheus editors refuses', () => {
    const accepted = [
      'sum by (a, b) (rate(x{y=~"z.*",}[5m] offset -1h)) / 2 ^ -3',
      'a * on (x) group_left (y) b > bool 1 or c unless ignoring () d',
      'quantile_over_time(0.9, rate(x[5m])[1h:] @ start())',
      'count_values("v", {__name__="x"}) + scalar(y) atan2 0x1f',
      'label_replace(x, "a", "$1", `b`, \'(.*)\')',
      'sort_by_label_desc(mad_over_time(x[1d2h]), "a") and limitk(3, y)',
    ];
    for (const query of accepted) {
      expect(errorOf(query)).toMatch(/^parsed as/);
      expect(parser.parse(query).toString()).not.toContain('⚠');
    }
  });
});
