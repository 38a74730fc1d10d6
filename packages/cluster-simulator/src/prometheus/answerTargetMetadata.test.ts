import { createArraySource, type Labels } from '@orrery/promql';

import { createPrometheusApi } from './createPrometheusApi';
import type { ScrapeTarget } from './PrometheusApi';

const labelSets: Labels[] = [
  { __name__: 'up', job: 'b', instance: '2' },
  { __name__: 'up', job: 'a', instance: '1' },
  { __name__: 'load', job: 'a', instance: '1' },
];

const target = (job: string, instance: string): ScrapeTarget => ({
  labels: { job, instance },
  discoveredLabels: {},
  scrapePool: job,
  scrapeUrl: '',
  ...{ health: 'up', lastError: '', lastScrapeMs: 0, lastScrapeSeconds: 0 },
  ...{ intervalMs: 15_000, timeoutMs: 10_000 },
});

const api = createPrometheusApi({
  source: createArraySource(
    labelSets.map(labels => ({
      labels,
      timestampsMs: Float64Array.of(60_000),
      values: Float64Array.of(1),
    })),
  ),
  targets: () => [target('a', '1'), target('b', '2')],
  metadata: () => [
    { name: 'up', type: 'gauge', help: 'Up.', unit: '' },
    { name: 'load', type: 'gauge', help: 'Load.', unit: 'cpus' },
  ],
  nowMs: () => 60_000,
  elapsedMs: () => 0,
});

const ask = (query: string) =>
  JSON.parse(
    api({
      method: 'GET',
      path: '/api/v1/targets/metadata',
      parameters: new URLSearchParams(query),
    }).text,
  );

describe('answerTargetMetadata()', () => {
  const ofA = { instance: '1', job: 'a' };
  const load = { type: 'gauge', help: 'Load.', unit: 'cpus' };

  it('tells what each target says of its metrics', () => {
    expect(ask('').data).toEqual([{ target: ofA, metric: 'load', ...load }]);
  });

  it('does not repeat the name of the metric that is asked for', () => {
    expect(ask('metric=load&match_target={job="a"}').data).toEqual([
      { target: ofA, ...load },
    ]);
  });

  it.each(['match_target={job="b"}', 'limit=0', 'metric=up', 'metric=x'])(
    'has nothing for %s',
    query => {
      expect(ask(query).data).toEqual([]);
    },
  );

  it('refuses what is no selector', () => {
    expect(ask('match_target={').error).toBe(
      'invalid parameter "match_target": 1:2: parse error: unexpected end of input inside braces',
    );
  });
});
