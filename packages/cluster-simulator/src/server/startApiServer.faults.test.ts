import { startTestApiServer } from './testing/startTestApiServer';

type TestServer = Awaited<ReturnType<typeof startTestApiServer>>;

const pods = '/api/v1/namespaces/default/pods';

describe('startApiServer(): faults', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestApiServer();
  });
  afterEach(() => server.close());

  it('refuses so many requests as it is told, with Retry-After', async () => {
    server.faults.set({ kind: 'throttle', count: 1, retryAfterSeconds: 7 });
    const refused = await server.call('GET', pods);
    expect([refused.code, refused.headers['retry-after']]).toEqual([429, '7']);
    expect((await server.call('GET', pods)).code).toBe(200);
  });

  it('refuses connections while down and accepts them again at the same address', async () => {
    server.faults.set({ kind: 'down', how: 'refuse' });
    await expect(server.call('GET', pods)).rejects.toThrow(
      /ECONNREFUSED|ECONNRESET|socket hang up/,
    );
    server.faults.clear();
    await new Promise(resolve => setImmediate(resolve));
    expect((await server.call('GET', '/readyz')).text).toBe('ok');
  });

  it('resets connections while down and serves again afterwards', async () => {
    server.faults.set({ kind: 'down', how: 'reset' });
    await expect(server.call('GET', pods)).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    server.faults.clear();
    await new Promise(resolve => setImmediate(resolve));
    expect((await server.call('GET', '/readyz')).text).toBe('ok');
  });

  it('answers after the latency of a slow server, and at once again afterwards', async () => {
    server.faults.set({ kind: 'slow', latencyMs: 120 });
    const startedMs = performance.now();
    expect((await server.call('GET', pods)).code).toBe(200);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(119);
    server.faults.clear('slow');
    expect(server.faults.active()).toEqual([]);
  });

  it.each([
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
  ] as const)('answers %d but to health checks', async (code, reason) => {
    server.faults.set({ kind: 'fail', code });
    const failed = await server.call('GET', pods);
    expect(failed.code).toBe(code);
    expect(JSON.parse(failed.text)).toMatchObject({ kind: 'Status', reason });
    expect((await server.call('GET', '/readyz')).code).toBe(200);
    server.faults.clear();
    expect((await server.call('GET', pods)).code).toBe(200);
  });

  it('answers 401, and 410 to a resumed watch', async () => {
    server.faults.set({ kind: 'unauthorized' });
    expect((await server.call('GET', pods)).code).toBe(401);
    server.faults.clear();
    server.faults.set({ kind: 'expire', how: 'status' });
    const version = server.store.resourceVersion();
    expect(
      (
        await server.call(
          'GET',
          `${pods}?watch=true&resourceVersion=${version}`,
        )
      ).code,
    ).toBe(410);
  });

  it('ends running watches', async () => {
    const version = server.store.resourceVersion();
    const events = await server.watch(
      `${pods}?watch=true&resourceVersion=${version}`,
      Infinity,
      () => server.faults.set({ kind: 'dropWatches', how: 'clean' }),
    );
    expect(events).toEqual([]);
  });

  it('cuts running watches off in the middle, also over TLS', async () => {
    const watched = server.watch(`${pods}?watch=true`, Infinity, () =>
      server.faults.set({ kind: 'dropWatches', how: 'reset' }),
    );
    await expect(watched).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
