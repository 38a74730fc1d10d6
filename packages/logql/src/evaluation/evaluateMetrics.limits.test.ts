import { parseQuery } from '../syntax/parseQuery';
import { askRange, errorOf } from '../testing/ask';
import { createArrayLogSource } from '../testing/createArrayLogSource';
import { evaluateMetricRange } from './evaluateMetrics';
import { runToEnd } from './Steps';

const streams = [
  {
    labels: { app: 'web', pod: 'a' },
    lines: [
      [11_000, 'took=30 status=500'],
      [12_000, 'took=20 status=200'],
    ],
  },
  { labels: { app: 'web', pod: 'b' }, lines: [[2_000, 'status=500']] },
] as const;
const grid = { startMs: 20_000, endMs: 40_000, stepMs: 10_000 };

describe('the limits of metric queries', () => {
  const ask = (query: string, limits = {}, maxSeries?: number) => {
    const expr = parseQuery(query);
    if (expr.kind === 'logs') throw new Error('not a metric');
    const source = createArrayLogSource(streams);
    return () =>
      runToEnd(evaluateMetricRange(expr, grid, { source, limits, maxSeries }));
  };

  it('are those of series, samples and steps', () => {
    const query = 'count_over_time({app="web"}[1m])';
    expect(errorOf(ask(query, {}, 1))).toMatch(
      /^maximum number of series \(1\) reached for a single query/,
    );
    expect(errorOf(ask(query, { maxSeries: 1 }))).toMatch(/^maximum number/);
    expect(errorOf(ask(query, { maxSamples: 3 }))).toMatch(/3 samples/);
    expect(
      errorOf(() =>
        askRange(query, streams, { startMs: 0, endMs: 1e9, stepMs: 1 }),
      ),
    ).toMatch(/^exceeded maximum resolution of 11,000 points/);
  });

  it('do not count the series that a sum folds at once', () => {
    const query = 'sum(count_over_time({app="web"} | logfmt [1m]))';
    expect(ask(query, { maxSeries: 1 })().result.series).toHaveLength(1);
  });

  it('refuse lines in error unless these are filtered', () => {
    expect(errorOf(ask('count_over_time({app="web"} | json [1m])'))).toMatch(
      /^pipeline error: 'JSONParserErr' for series: '\{__error__="JSONParserErr"/,
    );
    expect(
      ask('count_over_time({app="web"} | json | drop __error__ [1m])')().result
        .series,
    ).toHaveLength(2);
    const unwrap = 'sum_over_time({app="web"} | logfmt | unwrap status';
    expect(errorOf(ask(`${unwrap} | __error__="" [1m])`))).toMatch(
      /^succeeded/,
    );
    expect(
      errorOf(ask('sum_over_time({app="web"} | unwrap pod [1m])')),
    ).toMatch(/'SampleExtractionErr'/);
    expect(
      ask('sum_over_time({app="web"} | unwrap pod | __error__="" [1m])')()
        .result.series,
    ).toStrictEqual([]);
  });

  it('refuse what PromQL refuses', () => {
    expect(
      errorOf(ask('rate({app="web"}[1m]) / on (app) rate({app="web"}[1m])')),
    ).toMatch(/found duplicate series for the match group/);
    expect(
      errorOf(ask('label_replace(rate({app="web"}[1m]), "a", "b", "c", "(")')),
    ).toMatch(/^parse error : invalid regex in label_replace/);
  });
});
