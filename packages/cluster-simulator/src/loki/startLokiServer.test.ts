import { createLogSource } from '../telemetry/createLogSource';
import { startTestLoki, type TestLoki } from './testing/startTestLoki';

const MINUTE_MS = 60_000;

describe('startLokiServer()', () => {
  let loki: TestLoki;
  beforeAll(async () => {
    loki = await startTestLoki();
  }, 60_000);
  afterAll(() => loki.stop());

  const nanos = (ms: number) => `${ms}000000`;
  const lastMinutes = (minutes: number) => ({
    start: nanos(loki.clock.nowMs() - minutes * MINUTE_MS),
    end: nanos(loki.clock.nowMs() + 1),
  });
  const json = async (
    path: string,
    parameters: Readonly<Record<string, string>>,
    init?: RequestInit,
  ) => (await loki.ask(path, parameters, init)).json();
  const streamsOf = async (
    query: string,
    more: Readonly<Record<string, string>> = {},
    init?: RequestInit,
  ) => {
    const answer = await json(
      'query_range',
      { query, ...lastMinutes(10), ...more },
      init,
    );
    return answer.data;
  };

  it('answers with the lines of kubectl logs, newest first', async () => {
    const data = await streamsOf('{app="web"} | drop detected_level', {
      limit: '500',
    });
    expect(data.resultType).toBe('streams');
    const [{ stream, values }] = data.result;
    expect(stream).toEqual({
      app: 'web',
      cluster: 'edge',
      container: 'web',
      job: 'shop/web',
      namespace: 'shop',
      node_name: expect.stringMatching(/^edge-/),
      pod: expect.stringMatching(/^web-/),
      service_name: 'web',
      stream: expect.stringMatching(/^std(out|err)$/),
    });
    const pod = loki.store.get('pods', 'shop', stream.pod);
    const lines: string[] = [];
    for await (const { timeMs, text } of createLogSource({
      store: loki.store,
      clock: loki.clock,
      telemetry: loki.living.now,
    }).readLog({
      pod: pod ?? { kind: 'Pod', apiVersion: 'v1', metadata: { name: '' } },
      container: 'web',
      previous: false,
      tailLines: values.length,
      follow: false,
      signal: new AbortController().signal,
    })) {
      lines.unshift(`${nanos(timeMs)} ${text}`);
    }
    expect(values.length).toBeGreaterThan(50);
    expect(values.map((value: string[]) => value.join(' '))).toEqual(lines);
  });

  it('honours limit and direction over all streams', async () => {
    const timesOf = async (direction: string) => {
      const { result } = await streamsOf('{namespace=~".+"}', {
        direction,
        limit: '7',
      });
      return result
        .flatMap(({ values }: { values: string[][] }) => values)
        .map(([time]: string[]) => Number(time) / 1e6 - loki.clock.nowMs());
    };
    const newest = await timesOf('backward');
    const oldest = await timesOf('forward');
    expect([newest.length, oldest.length]).toEqual([7, 7]);
    expect(Math.min(...newest)).toBeGreaterThan(-5_000);
    expect(Math.max(...oldest)).toBeLessThan(-9 * MINUTE_MS);
  });

  it('tells labels of lines apart when asked to', async () => {
    const { encodingFlags, result } = await streamsOf(
      '{app="web"} | pattern "<ip> <_>"',
      { limit: '1' },
      { headers: { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' } },
    );
    expect(encodingFlags).toEqual(['categorize-labels']);
    expect(result[0].stream).not.toHaveProperty('ip');
    expect(result[0].values[0][2]).toEqual({
      structuredMetadata: { detected_level: expect.any(String) },
      parsed: { ip: expect.any(String) },
    });
  });

  it('counts lines over time as reading them does', async () => {
    const range = lastMinutes(10);
    const { data } = await json('query_range', {
      query: 'sum(count_over_time({app="web"}[1m]))',
      ...range,
      step: '60',
    });
    const { result } = await streamsOf('{app="web"}', { limit: '5000' });
    const times: number[] = result
      .flatMap(({ values }: { values: string[][] }) => values)
      .map(([time]: string[]) => Number(time) / 1e6);
    expect(data.resultType).toBe('matrix');
    const points: [number, string][] = data.result[0].values;
    const last = points[points.length - 2];
    const endMs = last[0] * 1_000;
    expect(Number(last[1])).toBe(
      times.filter(time => time > endMs - MINUTE_MS && time <= endMs).length,
    );
    expect(data.stats.summary.totalLinesProcessed).toBeGreaterThan(100);
  });

  it('answers instant queries with a vector, also from a form', async () => {
    const response = await fetch(`${loki.url}/loki/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({
        query:
          'sum by (detected_level) (count_over_time({app="web"} |= "" [5m]))',
        time: String(loki.clock.nowMs() / 1_000),
      }),
    });
    const { status, data } = await response.json();
    expect([status, data.resultType]).toEqual(['success', 'vector']);
    expect(data.result[0].metric).toHaveProperty('detected_level');
  });

  it('answers what Grafana asks to test a data source', async () => {
    const { data } = await json('query', { query: 'vector(1)+vector(1)' });
    expect(data).toMatchObject({
      resultType: 'vector',
      result: [{ metric: {}, value: [expect.any(Number), '2'] }],
    });
  });

  it('lists labels, values and series', async () => {
    const range = lastMinutes(10);
    expect((await json('labels', range)).data).toEqual(
      'app cluster container job namespace node_name pod service_name stream'.split(
        ' ',
      ),
    );
    const { data } = await json('label/namespace/values', range);
    expect(data).toEqual(expect.arrayContaining(['kube-system', 'shop']));
    const apps = await json('label/app/values', {
      query: '{namespace="shop"}',
      ...range,
    });
    expect(apps.data).toContain('web');
    expect(apps.data).not.toContain('coredns');
    const series = await json('series', { 'match[]': '{app="web"}', ...range });
    expect(series.data[0]).toMatchObject({ app: 'web', namespace: 'shop' });
    const labels = await json('detected_labels', range);
    expect(labels.detectedLabels).toContainEqual({
      label: 'cluster',
      cardinality: 1,
    });
  });

  it('estimates how much there is', async () => {
    const range = lastMinutes(10);
    const { result } = await streamsOf('{app="web"}', { limit: '5000' });
    const lines = result.flatMap(
      ({ values }: { values: string[][] }) => values,
    ).length;
    const stats = await json('index/stats', { query: '{app="web"}', ...range });
    expect(stats.entries / lines).toBeGreaterThan(0.6);
    expect(stats.entries / lines).toBeLessThan(1.6);
    expect(stats.bytes).toBeGreaterThan(50 * stats.entries);
    const volume = await json('index/volume', {
      query: '{namespace=~".+"}',
      ...range,
    });
    const bytes = volume.data.result.map(
      ({ value }: { value: [number, string] }) => Number(value[1]),
    );
    expect(bytes.length).toBeGreaterThan(2);
    expect(bytes).toEqual([...bytes].sort((a, b) => b - a));
    const curve = await json('index/volume_range', {
      query: '{namespace="shop"}',
      step: '120',
      ...range,
    });
    expect(curve.data.result[0].metric).toEqual({ namespace: 'shop' });
    expect(curve.data.result[0].values.length).toBeGreaterThan(4);
  });

  it('detects fields and patterns', async () => {
    const range = lastMinutes(10);
    const { fields } = await json('detected_fields', {
      query: '{app="cart"}',
      ...range,
    });
    expect(fields).toContainEqual(
      expect.objectContaining({ label: 'msg', parsers: ['json'] }),
    );
    expect(fields).toContainEqual(
      expect.objectContaining({ label: 'detected_level', parsers: null }),
    );
    const few = await json('detected_fields', {
      ...{ query: '{app="cart"}', limit: '2' },
      ...range,
    });
    expect([few.fields.length, few.limit]).toEqual([2, 2]);
    const messages = await json('detected_field/msg/values', {
      query: '{app="cart"}',
      ...range,
    });
    expect(messages).toMatchObject({
      values: expect.arrayContaining(['request completed']),
      limit: 1_000,
    });
    const { data } = await json('patterns', {
      query: '{app="web"}',
      ...range,
    });
    expect(data[0].pattern).toContain('<_>');
    expect(data[0].samples[0]).toEqual([
      expect.any(Number),
      expect.any(Number),
    ]);
  });

  it('says what it is', async () => {
    expect(await (await fetch(`${loki.url}/ready`)).text()).toBe('ready\n');
    expect(await json('status/buildinfo', {})).toMatchObject({
      version: expect.stringMatching(/^3\./),
    });
    expect(await json('format_query', { query: '{ app="web"}|="x"' })).toEqual({
      status: 'success',
      data: '{app="web"} |= "x"',
    });
  });
});
