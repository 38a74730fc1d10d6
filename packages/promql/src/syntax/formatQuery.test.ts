import { formatQuery } from './formatQuery';
import { parseQuery } from './parseQuery';

const format = (query: string): string => formatQuery(parseQuery(query));

describe('formatQuery()', () => {
  // Each as Prometheus 2.42 answers `format_query`.
  it.each([
    ['1000000', '1e+06'],
    ['123456', '123456'],
    ['0.00001', '1e-05'],
    ['-Inf', '-Inf'],
    ['{a="b"}', '{a="b"}'],
    ['foo{b="x",a="y"}[5m:] offset 1h', 'foo{a="y",b="x"}[5m:] offset 1h'],
    ['a offset -5m @ 3', 'a @ 3.000 offset -5m'],
    ['a @ start()', 'a @ start()'],
    ['sum by(a)(x)', 'sum by (a) (x)'],
    ['sum without()(x)', 'sum without () (x)'],
    ['a*on()group_left b', 'a * on () group_left () b'],
    ['a or ignoring() b', 'a or b'],
    ['a > bool 1', 'a > bool 1'],
    ['"a\'\\n\\x01é"', '"a\'\\n\\x01é"'],
    ['foo[90d]', 'foo[90d]'],
    ['foo[14d]', 'foo[2w]'],
    ['foo[1h30m5ms]', 'foo[1h30m5ms]'],
    ['(a)', '(a)'],
    ['+a', '+a'],
  ])('prints %s as %s', (query, text) => {
    expect(format(query)).toBe(text);
  });

  it('splits what is longer than 100 characters', () => {
    const long = 'a'.repeat(99);
    expect(format(`sum by (x) (rate(${long}[5m]) > 1) + (b)`)).toBe(
      [
        '  sum by (x) (',
        '      rate(',
        `        ${long}[5m]`,
        '      )',
        '    >',
        '      1',
        '  )',
        '+',
        '  (b)',
      ].join('\n'),
    );
    expect(format(`topk(3, -(${long}a))[5m:1m]`)).toBe(
      ['topk(', '  3,', `  -(`, `    ${long}a`, '  )', ')[5m:1m]'].join('\n'),
    );
  });

  it('prints what parses to the same again', () => {
    for (const query of [
      'sum by (a) (rate(x{y=~"z\\\\d"}[5m] @ end() offset 1d)) / on (a) group_right (b) c',
      '-(a + b) ^ 2 atan2 -3 unless on (x) d',
      `histogram_quantile(0.9, sum by (le) (${'x'.repeat(120)}))`,
    ]) {
      const once = format(query);
      expect(format(once)).toBe(once);
    }
  });
});
