import type { Expr } from './Expr';
import { parseQuery } from './parseQuery';

/** Every operation in parentheses, so that precedence shows. */
function shapeOf(expr: Expr): string {
  switch (expr.kind) {
    case 'binary':
      return `(${shapeOf(expr.left)} ${expr.operator} ${shapeOf(expr.right)})`;
    case 'vector':
      return `v${expr.value}`;
    case 'number':
      return String(expr.value);
    default:
      return expr.kind;
  }
}

const selector = '{app="web"}';

describe('parseQuery()', () => {
  it('reads a selector and a pipeline', () => {
    expect(
      parseQuery(
        '{app="web", pod=~"web-.*"} |= "a" or "b" != `c` | json | status >= 500',
      ),
    ).toStrictEqual({
      kind: 'logs',
      matchers: [
        { name: 'app', operator: '=', value: 'web' },
        { name: 'pod', operator: '=~', value: 'web-.*' },
      ],
      stages: [
        {
          kind: 'lineFilter',
          operator: '|=',
          alternatives: [
            { text: 'a', isIp: false },
            { text: 'b', isIp: false },
          ],
        },
        {
          kind: 'lineFilter',
          operator: '!=',
          alternatives: [{ text: 'c', isIp: false }],
        },
        { kind: 'json', extractions: [] },
        {
          kind: 'labelFilter',
          filter: {
            kind: 'number',
            label: 'status',
            operator: '>=',
            value: 500,
          },
        },
      ],
    });
  });

  it.each([
    ['| json a="b.c", d', { kind: 'json' }],
    ['| logfmt --strict --keep-empty a', { kind: 'logfmt', isStrict: true }],
    ['| regexp "(?P<x>.*)"', { kind: 'regexp', pattern: '(?P<x>.*)' }],
    ['| pattern "<x> y"', { kind: 'pattern', pattern: '<x> y' }],
    ['| unpack', { kind: 'unpack' }],
    ['| decolorize', { kind: 'decolorize' }],
    ['| line_format "{{.x}}"', { kind: 'lineFormat', template: '{{.x}}' }],
    ['| drop a, b="x"', { kind: 'drop' }],
    ['| keep a', { kind: 'keep', labels: [{ name: 'a' }] }],
    ['|> "<_> x"', { kind: 'lineFilter', operator: '|>' }],
    ['!> "<_> x"', { kind: 'lineFilter', operator: '!>' }],
    ['|= ip("10.0.0.0/8")', { kind: 'lineFilter', operator: '|=' }],
    [
      '| label_format a=b, c="{{.d}}"',
      {
        kind: 'labelFormat',
        assignments: [
          { kind: 'rename', label: 'a', from: 'b' },
          { kind: 'template', label: 'c', template: '{{.d}}' },
        ],
      },
    ],
  ])('reads the stage %s', (stage, expected) => {
    expect(parseQuery(`${selector} ${stage}`)).toMatchObject({
      stages: [expected],
    });
  });

  it.each([
    ['took > 250ms', { kind: 'duration', value: 0.25 }],
    ['took <= 1d', { kind: 'duration', value: 86_400 }],
    ['size > 5KB', { kind: 'bytes', value: 5_000 }],
    ['size = 5', { kind: 'number', operator: '==' }],
    ['size != -5.5', { kind: 'number', operator: '!=', value: -5.5 }],
    ['addr = ip("10.0.0.1")', { kind: 'ip', operator: '=' }],
    ['rate = "x"', { kind: 'string' }],
    ['a="1" or b="2", c="3"', { kind: 'or', right: { kind: 'and' } }],
    ['(a="1" or b="2") and c="3"', { kind: 'and', left: { kind: 'or' } }],
    ['a="1" b="2"', { kind: 'and' }],
  ])('reads the label filter %s', (filter, expected) => {
    expect(parseQuery(`${selector} | logfmt | ${filter}`)).toMatchObject({
      stages: [{ kind: 'logfmt' }, { kind: 'labelFilter', filter: expected }],
    });
  });

  it.each([
    `rate(${selector} |= "x" [5m])`,
    `rate(${selector}[5m] |= "x")`,
    `rate((${selector} |= "x")[5m])`,
    `rate((${selector} |= "x" [5m]))`,
    `Rate ( ${selector} # a comment
       |= "x" [5m] )`,
  ])('finds range and pipeline in %s', query => {
    expect(parseQuery(query)).toMatchObject({
      kind: 'rangeAggregation',
      operator: 'rate',
      rangeMs: 300_000,
      logs: { stages: [{ kind: 'lineFilter' }] },
    });
  });

  it('reads unwrap with its filters, offset and grouping', () => {
    expect(
      parseQuery(
        `quantile_over_time(0.99, ${selector} | json | unwrap duration(took) | __error__="" [5m] offset 1h) by (pod)`,
      ),
    ).toMatchObject({
      parameter: 0.99,
      offsetMs: 3_600_000,
      unwrap: {
        label: 'took',
        conversion: 'duration',
        filters: [{ kind: 'string' }],
      },
      grouping: { without: false, labels: ['pod'] },
    });
  });

  it.each([
    ['vector(1) + vector(2) * vector(3)', '(v1 + (v2 * v3))'],
    ['vector(1) ^ vector(2) ^ vector(3)', '(v1 ^ (v2 ^ v3))'],
    ['vector(1) - vector(2) - vector(3)', '((v1 - v2) - v3)'],
    ['vector(1) or vector(2) and vector(3)', '(v1 or (v2 and v3))'],
    ['vector(1) > bool vector(2) + vector(3)', '(v1 > (v2 + v3))'],
    ['(vector(1) + vector(2)) * vector(3)', '((v1 + v2) * v3)'],
    ['1 + 2 * 3', '7'],
    ['2 ^ 3 ^ 2', '512'],
    ['-1 + 2', '1'],
    ['3 > 2', '1'],
  ])('binds %s as %s', (query, shape) => {
    expect(shapeOf(parseQuery(query))).toBe(shape);
  });

  it('reads how vectors are matched', () => {
    expect(
      parseQuery('vector(1) / on (app) group_left (pod) vector(2)'),
    ).toMatchObject({
      matching: {
        cardinality: 'many-to-one',
        on: true,
        labels: ['app'],
        include: ['pod'],
      },
    });
  });
});
