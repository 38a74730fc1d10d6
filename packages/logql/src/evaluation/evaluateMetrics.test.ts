import fc from 'fast-check';

import { runToEnd } from './Steps';
import { parseQuery } from '../syntax/parseQuery';
import { askInstant, askRange } from '../testing/ask';
import {
  type ArrayStream,
  createArrayLogSource,
} from '../testing/createArrayLogSource';
import { evaluateMetricRange } from './evaluateMetrics';

const stream = (
  pod: string,
  lines: readonly (readonly [number, string])[],
): ArrayStream => ({ labels: { app: 'web', pod }, lines });

const streams = [
  stream('a', [
    [1_000, 'took=10 status=200'],
    [11_000, 'took=30 status=500'],
    [12_000, 'took=20 status=200'],
    [40_000, 'took=5 status=200'],
  ]),
  stream('b', [
    [2_000, 'took=100 status=500'],
    [35_000, 'took=7 status=200'],
  ]),
];
const grid = { startMs: 20_000, endMs: 40_000, stepMs: 10_000 };

describe('evaluateMetricRange()', () => {
  it('counts lines in the window before each step, without its older end', () => {
    expect(
      askRange('count_over_time({app="web"}[10s])', streams, grid),
    ).toStrictEqual({
      '{app="web", pod="a"}': [
        [20_000, 2],
        [40_000, 1],
      ],
      '{app="web", pod="b"}': [[40_000, 1]],
    });
    expect(
      askRange(
        'count_over_time({app="web"}[1s])',
        [stream('a', [[1_000, 'x']])],
        { startMs: 1_000, endMs: 2_000, stepMs: 1_000 },
      ),
    ).toStrictEqual({ '{app="web", pod="a"}': [[1_000, 1]] });
  });

  it.each([
    ['rate({pod="a"}[10s])', 0.2],
    ['bytes_over_time({pod="a"}[10s])', 36],
    ['bytes_rate({pod="a"}[10s])', 3.6],
    ['sum_over_time({pod="a"} | logfmt | keep took | unwrap took [10s])', 50],
    ['rate({pod="a"} | logfmt | keep took | unwrap took [10s])', 5],
    ['avg_over_time({pod="a"} | logfmt | keep took | unwrap took [10s])', 25],
    ['max_over_time({pod="a"} | logfmt | keep took | unwrap took [20s])', 30],
    ['min_over_time({pod="a"} | logfmt | keep took | unwrap took [20s])', 10],
    ['first_over_time({pod="a"} | logfmt | keep took | unwrap took [20s])', 10],
    ['last_over_time({pod="a"} | logfmt | keep took | unwrap took [20s])', 20],
    [
      'stdvar_over_time({pod="a"} | logfmt | keep took | unwrap took [10s])',
      25,
    ],
    ['stddev_over_time({pod="a"} | logfmt | keep took | unwrap took [10s])', 5],
    [
      'quantile_over_time(0.5, {pod="a"} | logfmt | keep took | unwrap took [20s])',
      20,
    ],
    ['count_over_time({pod="a"} |= "500" [20s])', 1],
    ['count_over_time({pod="a"}[10s] offset 10s)', 1],
  ])('works out %s', (query, value) => {
    const [[, found]] = askInstant(query, streams, 20_000);
    expect(found).toBeCloseTo(value, 9);
  });

  it('reads durations and sizes', () => {
    const lines = [
      stream('a', [
        [1, 't=1m30s s=2KiB'],
        [2, 't=10ms s=1kb'],
      ]),
    ];
    const ask = (unwrap: string, other: string) =>
      askInstant(
        `sum_over_time({app="web"} | logfmt | drop ${other} | unwrap ${unwrap} [1m])`,
        lines,
      );
    expect(ask('duration(t)', 's')[0][1]).toBeCloseTo(90.01, 9);
    expect(ask('duration_seconds(t)', 's')[0][1]).toBeCloseTo(90.01, 9);
    expect(ask('bytes(s)', 't')[0][1]).toBe(3_048);
    expect(ask('duration(t)', 'none').map(([labels]) => labels)).toStrictEqual([
      '{app="web", pod="a", s="2KiB"}',
      '{app="web", pod="a", s="1kb"}',
    ]);
  });

  it('extrapolates the rate of a counter over its resets', () => {
    const counter = [0, 10, 20, 5, 15].map(
      (value, index) => [(index + 1) * 10_000, `n=${value}`] as const,
    );
    const [[, rate]] = askInstant(
      'rate_counter({app="web"} | logfmt | keep n | unwrap n [1m])',
      [stream('a', counter)],
    );
    // 35 in 40 s, and half an interval more at the end of the window.
    expect(rate).toBeGreaterThan(35 / 60);
    expect(rate).toBeLessThan(35 / 40);
  });

  it('keeps numbers of the same millisecond', () => {
    const lines = [
      stream('a', [
        [1_000, 'n=1'],
        [1_000, 'n=2'],
        [1_000, 'n=4'],
      ]),
    ];
    const query = '({app="web"} | logfmt | unwrap n [1s])';
    expect(askInstant(`sum_over_time${query}`, lines, 1_000)[0][1]).toBe(7);
    expect(askInstant(`last_over_time${query}`, lines, 1_000)[0][1]).toBe(4);
    expect(askInstant(`sum_over_time${query}`, lines, 2_000)).toStrictEqual([]);
  });

  it('tells where lines are absent', () => {
    expect(
      askRange('absent_over_time({app="web", pod="b"}[10s])', streams, grid),
    ).toStrictEqual({
      '{app="web", pod="b"}': [
        [20_000, 1],
        [30_000, 1],
      ],
    });
    expect(
      askInstant('absent_over_time({app="none", pod=~".+"}[1h])', streams),
    ).toStrictEqual([['{app="none"}', 1]]);
  });

  it.each([
    ['sum(count_over_time({app="web"}[1m]))', [['{}', 6]]],
    [
      'sum by (status) (count_over_time({app="web"} | logfmt | keep status [1m]))',
      [
        ['{status="200"}', 4],
        ['{status="500"}', 2],
      ],
    ],
    [
      'sum without (took, pod) (count_over_time({app="web"} | logfmt [1m]))',
      [
        ['{app="web", status="200"}', 4],
        ['{app="web", status="500"}', 2],
      ],
    ],
    [
      'topk(1, count_over_time({app="web"}[1m]))',
      [['{app="web", pod="a"}', 4]],
    ],
    [
      'sort(count_over_time({app="web"}[1m]))',
      [
        ['{app="web", pod="b"}', 2],
        ['{app="web", pod="a"}', 4],
      ],
    ],
    ['count_over_time({app="web"}[1m]) > 3', [['{app="web", pod="a"}', 4]]],
    [
      'sum(count_over_time({app="web"} |= "500" [1m])) / sum(count_over_time({app="web"}[1m]))',
      [['{}', 1 / 3]],
    ],
    [
      'count_over_time({app="web"}[1m]) / on (app) group_left sum by (app) (count_over_time({app="web"}[1m]))',
      [
        ['{app="web", pod="a"}', 2 / 3],
        ['{app="web", pod="b"}', 1 / 3],
      ],
    ],
    ['sum(count_over_time({app="none"}[1m])) or vector(0)', [['{}', 0]]],
    [
      'sum by (x) (label_replace(count_over_time({app="web"}[1m]), "x", "p-$1", "pod", "(.*)"))',
      [
        ['{x="p-a"}', 4],
        ['{x="p-b"}', 2],
      ],
    ],
    [
      'max_over_time({app="web"} | logfmt | unwrap took [1m]) by (pod)',
      [
        ['{pod="a"}', 30],
        ['{pod="b"}', 100],
      ],
    ],
    ['1 + 2', [['scalar', 3]]],
  ])('answers %s', (query, expected) => {
    expect(askInstant(query, streams)).toStrictEqual(expected);
  });

  it('agrees with counting the lines of every window', () => {
    const times = fc
      .array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 50 })
      .map(list => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -10, max: 10 }),
        (lines, rangeSeconds, stepSeconds, offsetSeconds) => {
          const found = askRange(
            `count_over_time({app="web"}[${rangeSeconds}s] offset ${offsetSeconds}s)`,
            [
              stream(
                'a',
                lines.map(time => [time, 'x'] as const),
              ),
            ],
            { startMs: 20_000, endMs: 80_000, stepMs: stepSeconds * 1_000 },
          );
          const expected: [number, number][] = [];
          for (let at = 20_000; at <= 80_000; at += stepSeconds * 1_000) {
            const endMs = at - offsetSeconds * 1_000;
            const count = lines.filter(
              time => time > endMs - rangeSeconds * 1_000 && time <= endMs,
            ).length;
            if (count > 0) expected.push([at, count]);
          }
          expect(found['{app="web", pod="a"}'] ?? []).toStrictEqual(expected);
        },
      ),
      { seed: 1 },
    );
  });

  it('never writes a line that it only counts', () => {
    const expr = parseQuery('sum(rate({app="web"} |= "" [10s]))');
    if (expr.kind === 'logs') throw new Error('not a metric');
    const source = createArrayLogSource(streams);
    const { stats } = runToEnd(evaluateMetricRange(expr, grid, { source }));
    expect(source.read).toStrictEqual({ entries: 4, lines: 0 });
    expect(stats).toStrictEqual({
      linesProcessed: 4,
      linesKept: 4,
      streams: 2,
    });
  });
});
