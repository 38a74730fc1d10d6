import { createArraySource, type Labels } from '@orrery/promql';

import { createPrometheusApi } from './createPrometheusApi';

const labelSets: Labels[] = [
  { __name__: 'up', job: 'b', instance: '2' },
  { __name__: 'up', job: 'a', instance: '1' },
  { __name__: 'load', job: 'a', instance: '1' },
];

describe('answerTsdbStatus()', () => {
  it('counts what its series are made of', () => {
    const api = createPrometheusApi({
      source: createArraySource(
        labelSets.map(labels => ({
          labels,
          timestampsMs: Float64Array.of(60_000),
          values: Float64Array.of(1),
        })),
      ),
      metadata: () => [],
      nowMs: () => 7_260_000,
      elapsedMs: () => 0,
    });
    const { text } = api({
      method: 'GET',
      path: '/api/v1/status/tsdb',
      parameters: new URLSearchParams(),
    });
    const { data } = JSON.parse(text);
    expect(data).toMatchObject({
      headStats: {
        ...{ numSeries: 3, numLabelPairs: 6, chunkCount: 3 },
        ...{ minTime: 60_000, maxTime: 7_260_000 },
      },
      seriesCountByMetricName: [
        { name: 'up', value: 2 },
        { name: 'load', value: 1 },
      ],
    });
    expect(data.memoryInBytesByLabelName).toEqual([
      { name: '__name__', value: 6 },
      { name: 'job', value: 2 },
      { name: 'instance', value: 2 },
    ]);
    expect(data.seriesCountByLabelValuePair.slice(0, 3)).toContainEqual({
      ...{ name: 'job=a', value: 2 },
    });
  });
});
