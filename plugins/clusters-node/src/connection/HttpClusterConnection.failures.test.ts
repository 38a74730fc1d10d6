import { ClusterError } from '../ClusterError';
import { connectTo } from '../__testUtils__/connectTo';
import { createTestClock } from '../__testUtils__/createTestClock';
import { pod, podList, pods } from '../__testUtils__/pods';
import {
  json,
  startFakeApiServer,
  statusAnswer,
  type FakeApiServer,
} from '../__testUtils__/startFakeApiServer';
import type { HttpClusterConnection } from './HttpClusterConnection';

const token = 'sa-token-0123456789abcdef';

describe('failures of HttpClusterConnection', () => {
  let server: FakeApiServer;
  let connection: HttpClusterConnection;
  const clock = createTestClock();

  beforeEach(async () => {
    server = await startFakeApiServer();
    clock.sleeps.length = 0;
    connection = connectTo(
      { url: server.url, auth: { kind: 'token', token } },
      { clock },
    );
  });

  afterEach(async () => {
    await connection.dispose();
    await server.close();
  });

  it.each([
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [409, 'conflict'],
    [410, 'expired'],
    [415, 'unsupported'],
    [422, 'invalid'],
    [429, 'throttled'],
    [500, 'unreachable'],
    [504, 'timeout'],
    [302, 'malformed'],
  ])('turns status %d into the code %s', async (status, code) => {
    server.always(statusAnswer(status, { message: 'because', reason: 'R' }));
    await expect(
      connection.get(pods, { name: 'a', namespace: 'shop' }),
    ).rejects.toMatchObject({
      name: 'ClusterError',
      message: `cluster prod-eu: get pods shop/a: ${status} because`,
      code,
      status,
      reason: 'R',
    });
  });

  it('reads again after a 503 and a 429, no sooner than Retry-After says', async () => {
    server.enqueue(
      statusAnswer(503),
      statusAnswer(429, { retryAfter: '2' }),
      json(podList(['a'])),
    );
    expect((await connection.list(pods)).items).toHaveLength(1);
    expect(clock.sleeps).toEqual([125, 2_000]);
  });

  it('gives up after four attempts with the last cause', async () => {
    server.always(statusAnswer(503));
    await expect(connection.list(pods)).rejects.toMatchObject({
      code: 'unreachable',
      status: 503,
    });
    expect(server.requests).toHaveLength(4);
  });

  it('does not wait for a Retry-After that is past the deadline', async () => {
    server.always(statusAnswer(429, { retryAfter: '60' }));
    await expect(connection.list(pods)).rejects.toMatchObject({
      code: 'throttled',
      retryAfterMs: 60_000,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('reads again after a reset connection', async () => {
    server.enqueue((_, response) => response.destroy(), json(podList(['a'])));
    expect((await connection.list(pods)).items).toHaveLength(1);
  });

  it('sends a write once, whatever happens to it', async () => {
    const writes = [
      () => connection.create(pods, pod('a')),
      () =>
        connection.patch(
          pods,
          { name: 'a', namespace: 'shop' },
          {},
          { type: 'merge' },
        ),
      () => connection.delete(pods, { name: 'a', namespace: 'shop' }),
    ];
    for (const write of writes) {
      server.requests.length = 0;
      server.enqueue((_, response) => response.destroy());
      await expect(write()).rejects.toMatchObject({ code: 'unreachable' });
      server.enqueue(statusAnswer(503));
      await expect(write()).rejects.toMatchObject({ status: 503 });
      expect(server.requests).toHaveLength(2);
    }
  });

  it('signs in anew once after a 401, for writes too', async () => {
    server.enqueue(statusAnswer(401), json(pod('a')));
    await connection.create(pods, pod('a'));
    server.requests.length = 0;
    server.enqueue(statusAnswer(401), statusAnswer(401));
    await expect(connection.create(pods, pod('a'))).rejects.toMatchObject({
      code: 'unauthorized',
    });
    expect(server.requests).toHaveLength(2);
  });

  it('fails a call that gets no answer in time', async () => {
    await expect(
      connection.list(pods, { timeoutMs: 50 }),
    ).rejects.toMatchObject({
      message: 'cluster prod-eu: list pods: no answer within 50 ms',
      code: 'timeout',
    });
  });

  it('fails a call whose answer stops midway in time', async () => {
    server.enqueue((_, response) => response.write('{"items":['));
    await expect(
      connection.list(pods, { timeoutMs: 100 }),
    ).rejects.toMatchObject({ code: 'timeout' });
  });

  it('rejects with the reason of the caller who gave up', async () => {
    const controller = new AbortController();
    const reason = new Error('the page was closed');
    const listing = connection.list(pods, { signal: controller.signal });
    controller.abort(reason);
    await expect(listing).rejects.toBe(reason);
  });

  it('says in words that nothing listens', async () => {
    await server.close();
    await expect(connection.list(pods)).rejects.toMatchObject({
      message: 'cluster prod-eu: list pods: connection refused',
      code: 'unreachable',
      reason: 'ECONNREFUSED',
    });
    server = await startFakeApiServer();
  });

  it.each([
    ['HTML', '<html>sign in</html>'],
    ['half a document', '{"items":['],
    ['no list', '{"metadata":{}}'],
    [
      'an item without name',
      '{"metadata":{"resourceVersion":"1"},"items":[{"metadata":{}}]}',
    ],
  ])('calls %s malformed', async (_, body) => {
    server.enqueue((__, response) => response.end(body));
    await expect(connection.list(pods)).rejects.toMatchObject({
      code: 'malformed',
    });
  });

  it('rejects every call after dispose', async () => {
    await connection.dispose();
    await expect(connection.list(pods)).rejects.toBeInstanceOf(ClusterError);
  });
});
