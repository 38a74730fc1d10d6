import { formatQuery } from './formatQuery';
import { parseQuery } from './parseQuery';

describe('formatQuery()', () => {
  it.each([
    [
      '{ app = "web" ,b!~`x\\d`}|="a"or"b"',
      '{app="web", b!~`x\\d`} |= "a" or "b"',
    ],
    [
      '{a="b"}|json x="y.z"|x>=500,y="1"',
      '{a="b"} | json x="y.z" | (x >= 500 and y="1")',
    ],
    ['sum(rate({a="b"}[90s]))by(c)', 'sum by (c) (rate({a="b"} [1m30s]))'],
    ['sum(rate({a="b"}[5m] offset 1h))', 'sum(rate({a="b"} [5m] offset 1h))'],
    ['vector(1)+vector(2)*vector(3)', '(vector(1) + (vector(2) * vector(3)))'],
  ])('writes %s as %s', (query, formatted) => {
    expect(formatQuery(parseQuery(query))).toBe(formatted);
  });

  it.each([
    '{a="b"} |= ip("10.0.0.0/8") |> "<_>x" != "y" | unpack | decolorize',
    '{a="b"} | logfmt --strict --keep-empty c="d" | size > 5KB or t <= 1.5ms',
    '{a="b"} | regexp `(?P<x>\\d+)` | pattern "<y> z" | addr != ip("::1")',
    '{a="b"} | label_format c=d, e="{{.f}}" | line_format "{{.g}}" | drop h, i=~"j" | keep k',
    'quantile_over_time(0.9, {a="b"} | unwrap duration(c) | __error__="" [5m]) by (d)',
    'topk by (c) (3, rate({a="b"}[1m])) / on (c) group_left (d) sum(rate({a="b"}[1m] offset -5m))',
    'label_replace(rate({a="b"}[1m]), "c", "$1", "d", "(.*)") > bool 5',
    'max_over_time({a="b"} | unwrap c [1d]) without (d) unless ignoring (e) vector(1)',
  ])('keeps what %s means', query => {
    const expr = parseQuery(query);
    expect(parseQuery(formatQuery(expr))).toStrictEqual(expr);
  });
});
