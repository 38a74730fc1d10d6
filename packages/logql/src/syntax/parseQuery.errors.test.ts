import fc from 'fast-check';

import { errorOf } from '../testing/ask';
import { parseQuery, parseStreamSelector } from './parseQuery';

describe('what parseQuery() refuses', () => {
  it.each([
    ['', 'parse error : syntax error: unexpected $end'],
    [
      '{app="web"',
      'parse error at line 1, col 11: syntax error: unexpected $end, expecting } or ,',
    ],
    [
      '{app}',
      'parse error at line 1, col 5: syntax error: unexpected }, expecting = or =~ or !~ or !=',
    ],
    [
      '{app=web}',
      'parse error at line 1, col 6: syntax error: unexpected IDENTIFIER, expecting STRING',
    ],
    [
      'unk({ foo = "bar" }[5m])',
      'parse error at line 1, col 1: syntax error: unexpected IDENTIFIER',
    ],
    [
      'rate({ foo = "bar" }[5minutes])',
      'parse error at line 0, col 21: not a valid duration string: "5minutes"',
    ],
    [
      'rate({ foo = "bar" }[5)',
      "parse error at line 0, col 21: missing closing ']' in duration",
    ],
    [
      'min({ foo = "bar" }[5m])',
      'parse error at line 0, col 20: syntax error: unexpected RANGE',
    ],
    [
      'stddev({ foo = "bar" })',
      'parse error at line 1, col 23: syntax error: unexpected )',
    ],
    [
      'label_replace(rate({ foo = "bar" }[5m]),"")',
      'parse error at line 1, col 43: syntax error: unexpected ), expecting ,',
    ],
    [
      '{ foo = "bar" }|logfmt|addr>=ip("1.2.3.4")',
      'parse error at line 1, col 30: syntax error: unexpected ip, expecting BYTES or NUMBER or DURATION',
    ],
    [
      '{ foo = "bar" } |= ',
      'parse error at line 1, col 20: syntax error: unexpected $end, expecting STRING or ip',
    ],
    [
      '{ foo = "bar" }\n| nonsense',
      'parse error at line 2, col 11: syntax error: unexpected $end',
    ],
    ['{a="\\q"}', 'parse error at line 1, col 4: invalid char escape'],
    ['{a="b', 'parse error at line 1, col 4: literal not terminated'],
    [
      'absent_over_time({ foo = "bar" }[5h]) by (foo)',
      'parse error : grouping not allowed for absent_over_time aggregation',
    ],
    [
      'sum_over_time({a="b"}[5m])',
      'parse error : invalid aggregation sum_over_time without unwrap',
    ],
    [
      'count_over_time({a="b"} | unwrap x [5m])',
      'parse error : invalid aggregation count_over_time with unwrap',
    ],
    [
      'topk(count_over_time({ foo = "bar" }[5h]))',
      'parse error : parameter required for operation topk',
    ],
    [
      'sum(3 ,count_over_time({ foo = "bar" }[5h]))',
      'parse error : unsupported parameter for operation sum(3,',
    ],
    [
      'topk(0, rate({a="b"}[5m]))',
      'parse error : invalid parameter (must be greater than 0) topk(0',
    ],
    [
      '{a="b"} + 1',
      'parse error : unexpected type for left leg of binary operation (+): *syntax.MatchersExpr',
    ],
    [
      '1 or vector(1)',
      'parse error : unexpected literal for left leg of logical/set binary operation (or): 1.000000',
    ],
    [
      '{app=~".*"}',
      'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
    ],
    [
      'sort(rate({a="b"}[1m])) by (x)',
      "parse error : sort and sort_desc doesn't allow grouping by ",
    ],
  ])('words what is wrong with %s', (query, message) => {
    expect(errorOf(() => parseQuery(query))).toBe(message);
  });

  it('refuses hostile nesting and length', () => {
    expect(errorOf(() => parseQuery('('.repeat(100_000)))).toMatch(
      /nested more than/,
    );
    expect(errorOf(() => parseQuery(`{a="${'x'.repeat(200_000)}"}`))).toMatch(
      /input size too long/,
    );
  });

  it('throws nothing but LogqlErrors, whatever the text', () => {
    const words = fc.constantFrom(
      ...'{app="web"} | |= "x" json logfmt [5m] ( ) rate sum by , unwrap = > 5 5s 5KB or and - + offset vector'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 15 }), parts => {
        expect(errorOf(() => parseQuery(parts.join(' ')))).not.toBe('');
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});

describe('parseStreamSelector()', () => {
  it('takes selectors only, also the one of everything', () => {
    expect(parseStreamSelector('{}')).toStrictEqual([]);
    expect(parseStreamSelector('{a="b"}')).toHaveLength(1);
    expect(errorOf(() => parseStreamSelector('{a="b"} |= "x"'))).toBe(
      'parse error : only label matchers is supported',
    );
    expect(errorOf(() => parseStreamSelector('{a=~"("}'))).toMatch(
      /error parsing regexp: missing closing \)/,
    );
  });
});
