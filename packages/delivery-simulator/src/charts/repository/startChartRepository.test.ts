import { packChart } from '../../helm/chart/packChart';
import { redisCacheChart } from '../demo/redisCacheChart';
import {
  startChartRepository,
  type ChartRepository,
} from './startChartRepository';

const nowMs = Date.UTC(2026, 4, 1);
const users = new Map([['ada', 'pa:ss']]);
const authorization = {
  Authorization: `Basic ${Buffer.from('ada:pa:ss').toString('base64')}`,
};
const onUnexpected = (error: unknown) => {
  throw error;
};

describe('startChartRepository()', () => {
  let repository: ChartRepository;
  const seeds = [
    ['0.4.0', '7.2'],
    ['0.4.2', '7.4'],
    ['0.5.0-rc.1', '8.0'],
  ].map(([version, app]) => ({
    files: redisCacheChart(version, app),
    createdAtMs: nowMs,
  }));

  beforeEach(async () => {
    repository = await startChartRepository({
      charts: seeds,
      users,
      allowsAnonymousReads: true,
      nowMs: () => nowMs,
      onUnexpected,
    });
  });
  afterEach(() => repository.stop());

  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(repository.url + path, init);
    const text = await response.text();
    return {
      status: response.status,
      text,
      headers: response.headers,
      json: (): unknown => JSON.parse(text),
    };
  };
  const as = (init: RequestInit): RequestInit => ({
    ...init,
    headers: { ...authorization, ...init.headers },
  });
  const archive = async (version: string) =>
    new Uint8Array(await packChart(redisCacheChart(version, '9')));

  it('tells of itself', async () => {
    expect((await ask('/health')).json()).toEqual({ healthy: true });
    expect((await ask('/info')).json()).toEqual({ version: 'v0.16.3' });
    expect((await ask('/')).text).toContain('Welcome to ChartMuseum!');
  });

  it('serves an index whose archives are there, with their digests', async () => {
    const index = await ask('/index.yaml');
    expect([index.status, index.headers.get('content-type')]).toEqual([
      200,
      'application/x-yaml',
    ]);
    expect(index.text).toContain(
      'urls:\n        - charts/redis-cache-0.4.2.tgz',
    );
    const chart = await ask('/charts/redis-cache-0.4.2.tgz');
    expect(chart.headers.get('content-type')).toBe('application/x-tar');
    expect(Number(chart.headers.get('content-length'))).toBe(
      repository.store.get('redis-cache', '0.4.2')?.archive.length,
    );
  });

  it('lists charts, their versions from the newest, and one of them', async () => {
    expect(Object.keys(JSON.parse((await ask('/api/charts')).text))).toEqual([
      'redis-cache',
    ]);
    const versions: readonly { version: string }[] = JSON.parse(
      (await ask('/api/charts/redis-cache')).text,
    );
    expect(versions.map(({ version }) => version)).toEqual([
      '0.5.0-rc.1',
      '0.4.2',
      '0.4.0',
    ]);
    const latest = (await ask('/api/charts/redis-cache/latest')).json();
    expect(latest).toMatchObject({
      version: '0.4.2',
      appVersion: '7.4',
      created: '2026-05-01T00:00:00.000Z',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await ask('/api/charts/redis-cache/0.4.0')).json()).toMatchObject({
      version: '0.4.0',
    });
    expect((await ask('/api/charts?offset=1&limit=5')).json()).toEqual({});
  });

  it.each([
    ['/api/charts/nope', 404, { error: 'chart not found' }],
    ['/api/charts/nope/1.0.0', 404, { error: 'no chart name found' }],
    [
      '/api/charts/redis-cache/9.9.9',
      404,
      { error: 'no chart version found for redis-cache-9.9.9' },
    ],
    [
      '/charts/redis-cache-9.9.9.tgz',
      404,
      { error: 'open redis-cache-9.9.9.tgz: no such file or directory' },
    ],
    ['/charts/..%2f..%2fetc%2fpasswd', 404, { error: 'not found' }],
    [
      '/api/charts?limit=0',
      400,
      { error: 'limit is not a valid positive integer' },
    ],
    [
      '/api/charts?offset=-1',
      400,
      { error: 'offset is not a valid non-negative integer' },
    ],
    ['/nope', 404, { error: 'not found' }],
    ['/api/charts/a/b/c', 404, { error: 'not found' }],
    ['/api/charts/__proto__', 404, { error: 'chart not found' }],
  ])('answers %s with %d', async (path, status, body) => {
    const answer = await ask(path);
    expect([answer.status, answer.json()]).toEqual([status, body]);
  });

  it('answers HEAD without a body', async () => {
    const [there, absent] = await Promise.all(
      ['redis-cache', 'nope'].map(name =>
        ask(`/api/charts/${name}`, { method: 'HEAD' }),
      ),
    );
    expect([there.status, there.text, absent.status, absent.text]).toEqual([
      200,
      '',
      404,
      '',
    ]);
  });

  it('takes an upload as a body or in a form, once', async () => {
    const body = await archive('1.0.0');
    expect(
      (await ask('/api/charts', as({ method: 'POST', body }))).json(),
    ).toEqual({ saved: true });
    const again = await ask('/api/charts', as({ method: 'POST', body }));
    expect([again.status, again.json()]).toEqual([
      409,
      { error: 'file already exists' },
    ]);
    expect(
      (await ask('/api/charts?force', as({ method: 'POST', body }))).status,
    ).toBe(201);
    const form = new FormData();
    form.set(
      'chart',
      new Blob([await archive('1.1.0')]),
      'redis-cache-1.1.0.tgz',
    );
    expect(
      (await ask('/api/charts', as({ method: 'POST', body: form }))).status,
    ).toBe(201);
    const twice = await ask('/api/charts', as({ method: 'POST', body: form }));
    expect([twice.status, twice.json()]).toEqual([
      409,
      { error: 'chart already exists' },
    ]);
    expect((await ask('/api/charts/redis-cache/latest')).json()).toMatchObject({
      version: '1.1.0',
    });
  });

  it('refuses what is no chart, is too large, or has no field', async () => {
    const junk = await ask('/api/charts', as({ method: 'POST', body: 'junk' }));
    expect([junk.status, junk.text]).toEqual([
      500,
      expect.stringContaining('chart archive cannot be read'),
    ]);
    const large = await ask(
      '/api/charts',
      as({ method: 'POST', body: new Uint8Array(7 * 1024 * 1024) }),
    );
    expect([large.status, large.json()]).toEqual([
      413,
      { error: 'request too large' },
    ]);
    const form = new FormData();
    form.set('other', new Blob(['x']));
    expect(
      (await ask('/api/charts', as({ method: 'POST', body: form }))).json(),
    ).toEqual({
      error:
        'no package or provenance file found in form fields chart and prov',
    });
    expect(
      (await ask('/api/prov', as({ method: 'POST', body: 'x' }))).status,
    ).toBe(501);
  });

  it('deletes a version, and the chart with its last', async () => {
    const changes: number[] = [];
    const undo = repository.store.subscribe(() =>
      changes.push(repository.store.versions('redis-cache').length),
    );
    for (const version of ['0.4.0', '0.4.2', '0.5.0-rc.1']) {
      expect(
        (
          await ask(
            `/api/charts/redis-cache/${version}`,
            as({ method: 'DELETE' }),
          )
        ).json(),
      ).toEqual({ deleted: true });
    }
    undo();
    expect(changes).toEqual([2, 1, 0]);
    expect((await ask('/api/charts')).json()).toEqual({});
    expect(
      (await ask('/api/charts/redis-cache/0.4.0', as({ method: 'DELETE' })))
        .status,
    ).toBe(404);
  });

  it('wants a name for writing, and for reading when it is told so', async () => {
    const body = await archive('1.0.0');
    const headersOf: readonly Record<string, string>[] = [
      {},
      { Authorization: 'Basic bm9ib2R5Ong=' },
      { Authorization: 'Bearer x' },
      { Authorization: `Basic ${Buffer.from('ada:wrong').toString('base64')}` },
    ];
    for (const headers of headersOf) {
      const refused = await ask('/api/charts', {
        method: 'POST',
        body,
        headers,
      });
      expect([refused.status, refused.json()]).toEqual([
        401,
        { error: 'unauthorized' },
      ]);
      expect(refused.headers.get('www-authenticate')).toBe(
        'Basic realm="ChartMuseum"',
      );
    }
    const closed = await startChartRepository({
      users,
      nowMs: () => nowMs,
      onUnexpected,
    });
    const statuses = await Promise.all(
      ['/health', '/index.yaml'].map(path =>
        fetch(closed.url + path).then(({ status }) => status),
      ),
    );
    const named = await fetch(`${closed.url}/index.yaml`, {
      headers: authorization,
    });
    await closed.stop();
    expect([...statuses, named.status]).toEqual([200, 401, 200]);
  });
});
