import { createArraySource, type Labels } from '@orrery/promql';

import { createPrometheusApi } from './createPrometheusApi';
import type { PrometheusApiOptions } from './PrometheusApi';

const labelSets: Labels[] = [
  { __name__: 'up', job: 'b', instance: '2' },
  { __name__: 'up', job: 'a', instance: '1', zone: '' },
  { __name__: 'load', job: 'a' },
];
const source = createArraySource(
  labelSets.map((labels, index) => ({
    labels,
    timestampsMs: Float64Array.from([0, 60_000, 120_000]),
    values: Float64Array.from([index, Infinity, 0.5]),
  })),
);

function ask(
  path: string,
  query = '',
  options: Partial<PrometheusApiOptions> & { method?: string } = {},
) {
  const { method = 'GET', ...changes } = options;
  const api = createPrometheusApi({
    source,
    metadata: () => [
      { name: 'up', type: 'gauge', help: 'Scraped.', unit: '' },
      { name: 'up', type: 'gauge', help: 'Up.', unit: '' },
      { name: 'load', type: 'gauge', help: 'Load.', unit: 'cpus' },
    ],
    nowMs: () => 120_000,
    elapsedMs: () => 0,
    ...changes,
  });
  const parameters = new URLSearchParams(query);
  const request = { method, path: `/api/v1/${path}`, parameters };
  const { status, contentType, text } = api(request);
  const isJson = contentType === 'application/json';
  return { status, body: isJson ? JSON.parse(text) : text };
}

const succeeds = (data: unknown) => ({
  status: 200,
  body: { status: 'success', data },
});
const fails = (status: number, errorType: string, error: string) => ({
  status,
  body: { status: 'error', errorType, error },
});

describe('createPrometheusApi()', () => {
  it('answers an instant query at the time given, or now', () => {
    const at = (seconds: number, value: string) =>
      succeeds({
        resultType: 'vector',
        result: [
          {
            metric: { __name__: 'load', job: 'a' },
            value: [seconds, value],
          },
        ],
      });
    expect(ask('query', 'query=load')).toStrictEqual(at(120, '0.5'));
    expect(ask('query', 'query=load&time=60.5')).toStrictEqual(
      at(60.5, '+Inf'),
    );
    expect(
      ask('query', 'query=load&time=1970-01-01T01:00:00%2B01:00'),
    ).toStrictEqual(at(0, '2'));
  });

  it('answers scalars, strings and range vectors', () => {
    expect(ask('query', 'query=1e300&time=1')).toStrictEqual(
      succeeds({ resultType: 'scalar', result: [1, '1e+300'] }),
    );
    expect(ask('query', 'query="x"')).toStrictEqual(
      succeeds({ resultType: 'string', result: [120, 'x'] }),
    );
    expect(ask('query', 'query=load[1m]')).toStrictEqual(
      succeeds({
        resultType: 'matrix',
        result: [
          {
            metric: { __name__: 'load', job: 'a' },
            values: [
              [60, '+Inf'],
              [120, '0.5'],
            ],
          },
        ],
      }),
    );
  });

  it('answers a range query', () => {
    expect(
      ask('query_range', 'query=sum(up)&start=0&end=120&step=1m'),
    ).toStrictEqual(
      succeeds({
        resultType: 'matrix',
        result: [
          {
            metric: {},
            values: [
              [0, '1'],
              [60, '+Inf'],
              [120, '1'],
            ],
          },
        ],
      }),
    );
  });

  it('lists series, label names and values, sorted, each once and none without a value', () => {
    expect(ask('series', 'match[]=up&match[]={job="b"}')).toStrictEqual(
      succeeds([
        { __name__: 'up', instance: '1', job: 'a' },
        { __name__: 'up', instance: '2', job: 'b' },
      ]),
    );
    expect(ask('labels')).toStrictEqual(
      succeeds(['__name__', 'instance', 'job']),
    );
    expect(ask('labels', 'match[]=load')).toStrictEqual(
      succeeds(['__name__', 'job']),
    );
    expect(ask('label/job/values')).toStrictEqual(succeeds(['a', 'b']));
    expect(ask('label/zone/values')).toStrictEqual(succeeds([]));
    expect(ask('label/constructor/values')).toStrictEqual(succeeds([]));
  });

  it('lists metadata by metric, of one metric, and up to a limit', () => {
    const load = [{ type: 'gauge', help: 'Load.', unit: 'cpus' }];
    const up = [
      { type: 'gauge', help: 'Scraped.', unit: '' },
      { type: 'gauge', help: 'Up.', unit: '' },
    ];
    expect(ask('metadata')).toStrictEqual(succeeds({ up, load }));
    expect(ask('metadata', 'metric=load')).toStrictEqual(succeeds({ load }));
    expect(ask('metadata', 'limit=1')).toStrictEqual(succeeds({ up }));
    expect(ask('metadata', 'limit=0')).toStrictEqual(succeeds({}));
  });

  it('formats queries and tells its version', () => {
    expect(ask('format_query', 'query=sum(up)by(job)')).toStrictEqual(
      succeeds('sum by (job) (up)'),
    );
    expect(ask('status/buildinfo')).toStrictEqual(
      succeeds(expect.objectContaining({ version: '2.42.0' })),
    );
  });

  it.each([
    [
      'query',
      'query=)',
      `invalid parameter "query": 1:2: parse error: unexpected right parenthesis ')'`,
    ],
    [
      'query',
      'query=1&time=x',
      `invalid parameter "time": Invalid time value for 'time': cannot parse "x" to a valid timestamp`,
    ],
    [
      'query_range',
      'query=1',
      'invalid parameter "start": cannot parse "" to a valid timestamp',
    ],
    [
      'query_range',
      'query=1&start=0&end=9&step=1e20',
      'invalid parameter "step": cannot parse "1e20" to a valid duration. It overflows int64',
    ],
    [
      'query_range',
      'query=1&start=0&end=99999&step=1',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    ],
    ['series', '', 'no match[] parameter provided'],
    [
      'series',
      'match[]={}',
      'invalid parameter "match[]": match[] must contain at least one non-empty matcher',
    ],
    ['label/1x/values', '', 'invalid label name: "1x"'],
    ['metadata', 'limit=x', 'limit must be a number'],
  ])('refuses %s?%s with 400', (path, query, error) => {
    expect(ask(path, query)).toStrictEqual(fails(400, 'bad_data', error));
  });

  it('answers 422 where a query fails on its data', () => {
    const query = 'query=count_values("1", up)';
    expect(ask('query', query)).toStrictEqual(
      fails(422, 'execution', 'invalid label name "1"'),
    );
  });

  it('answers 503 when a query runs past its deadline', () => {
    let now = 0;
    const elapsedMs = () => {
      now += 1000;
      return now;
    };
    expect(
      ask('query', 'query=sum(up)&timeout=1s', { elapsedMs }),
    ).toStrictEqual(
      fails(503, 'timeout', 'query timed out in expression evaluation'),
    );
    expect(ask('query', 'query=sum(up)', { elapsedMs })).toMatchObject({
      status: 200,
    });
  });

  it('answers 404 and 405 as texts', () => {
    expect(ask('nothing')).toStrictEqual({
      ...{ status: 404, body: '404 page not found\n' },
    });
    expect(ask('metadata', '', { method: 'POST' }).status).toBe(405);
    expect(ask('query', 'query=1', { method: 'POST' }).status).toBe(200);
  });

  it('does not hide a fault of its source', () => {
    const broken = {
      select: () => {
        throw new TypeError('broken');
      },
    };
    expect(() => ask('query', 'query=up', { source: broken })).toThrow(
      TypeError,
    );
  });

  it('refuses exemplars of no query or no range, and administration', () => {
    expect(ask('query_exemplars', 'query=up&start=2&end=1')).toEqual(
      fails(
        400,
        'bad_data',
        'end timestamp must not be before start timestamp',
      ),
    );
    expect(ask('query_exemplars', 'query=sum(').status).toBe(400);
    expect(ask('admin/tsdb/snapshot', '', { method: 'POST' })).toEqual(
      fails(500, 'unavailable', 'admin APIs disabled'),
    );
  });
});
