import { createArraySource, markStale } from '@orrery/promql';

import { createPrometheusApi } from './createPrometheusApi';

const ended = Float64Array.of(1, 0);
markStale(ended, 1);
const source = createArraySource([
  {
    labels: { __name__: 'up', job: 'b', instance: '1' },
    timestampsMs: Float64Array.of(60_000, 75_000),
    values: Float64Array.of(0, 1),
  },
  {
    labels: { __name__: 'a', note: 'say "x\\y"\n' },
    timestampsMs: Float64Array.of(70_000),
    values: Float64Array.of(Infinity),
  },
  {
    labels: { __name__: 'up', job: 'ended', instance: '1' },
    timestampsMs: Float64Array.of(60_000, 75_000),
    values: ended,
  },
]);
const ask = (query: string, nowMs = 80_000) =>
  createPrometheusApi({
    ...{ source, metadata: () => [], elapsedMs: () => 0 },
    nowMs: () => nowMs,
    externalLabels: { cluster: 'edge' },
  })({
    method: 'GET',
    path: '/federate',
    parameters: new URLSearchParams(query),
  });

describe('answerFederate()', () => {
  it('writes the latest samples with their times, and external labels', () => {
    expect(ask('match[]=up&match[]={__name__="a"}')).toEqual({
      status: 200,
      contentType: 'text/plain; version=0.0.4; charset=utf-8',
      text: [
        '# TYPE a untyped',
        'a{note="say \\"x\\\\y\\"\\n",cluster="edge",instance=""} +Inf 70000',
        '# TYPE up untyped',
        'up{instance="1",job="b",cluster="edge"} 1 75000',
        '',
      ].join('\n'),
    });
  });

  it('has nothing where nothing is asked for, or all is too old', () => {
    expect(ask('').text).toBe('');
    expect(ask('match[]=up', 500_000).text).toBe('');
  });

  it('refuses what is no selector', () => {
    expect(ask('match[]=1')).toMatchObject({
      status: 400,
      text: '1:1: parse error: unexpected number "1"\n',
    });
  });
});
