import { ClusterError } from '../ClusterError';
import { pod, podList, pods } from '../__testUtils__/pods';
import { scriptedConnection } from '../__testUtils__/scriptedConnection';
import { json, statusAnswer } from '../__testUtils__/startFakeApiServer';

const token = 'sa-token-0123456789abcdef';

describe('failures of HttpClusterConnection', () => {
  const scripted = scriptedConnection(token);
  const { clock } = scripted;

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
    scripted.server.always(
      statusAnswer(status, { message: 'because', reason: 'R' }),
    );
    await expect(
      scripted.connection.get(pods, { name: 'a', namespace: 'shop' }),
    ).rejects.toMatchObject({
      name: 'ClusterError',
      message: `cluster prod-eu: get pods shop/a: ${status} because`,
      code,
      status,
      reason: 'R',
    });
  });

  it('reads again after a 503 and a 429, no sooner than Retry-After says', async () => {
    scripted.server.enqueue(
      statusAnswer(503),
      statusAnswer(429, { retryAfter: '2' }),
      json(podList(['a'])),
    );
    expect((await scripted.connection.list(pods)).items).toHaveLength(1);
    expect(clock.sleeps).toEqual([125, 2_000]);
  });

  it('gives up after four attempts with the last cause', async () => {
    scripted.server.always(statusAnswer(503));
    await expect(scripted.connection.list(pods)).rejects.toMatchObject({
      code: 'unreachable',
      status: 503,
    });
    expect(scripted.server.requests).toHaveLength(4);
  });

  it('does not wait for a Retry-After that is past the deadline', async () => {
    scripted.server.always(statusAnswer(429, { retryAfter: '60' }));
    await expect(scripted.connection.list(pods)).rejects.toMatchObject({
      code: 'throttled',
      retryAfterMs: 60_000,
    });
    expect(scripted.server.requests).toHaveLength(1);
  });

  it('reads again after a reset connection', async () => {
    scripted.server.enqueue(
      (_, response) => response.destroy(),
      json(podList(['a'])),
    );
    expect((await scripted.connection.list(pods)).items).toHaveLength(1);
  });

  it('sends a write once, whatever happens to it', async () => {
    const writes = [
      () => scripted.connection.create(pods, pod('a')),
      () =>
        scripted.connection.patch(
          pods,
          { name: 'a', namespace: 'shop' },
          {},
          { type: 'merge' },
        ),
      () => scripted.connection.delete(pods, { name: 'a', namespace: 'shop' }),
    ];
    for (const write of writes) {
      scripted.server.requests.length = 0;
      scripted.server.enqueue((_, response) => response.destroy());
      await expect(write()).rejects.toMatchObject({ code: 'unreachable' });
      scripted.server.enqueue(statusAnswer(503));
      await expect(write()).rejects.toMatchObject({ status: 503 });
      expect(scripted.server.requests).toHaveLength(2);
    }
  });

  it('signs in anew once after a 401, for writes too', async () => {
    scripted.server.enqueue(statusAnswer(401), json(pod('a')));
    await scripted.connection.create(pods, pod('a'));
    scripted.server.requests.length = 0;
    scripted.server.enqueue(statusAnswer(401), statusAnswer(401));
    await expect(
      scripted.connection.create(pods, pod('a')),
    ).rejects.toMatchObject({
      code: 'unauthorized',
    });
    expect(scripted.server.requests).toHaveLength(2);
  });

  it('fails a call that gets no answer in time', async () => {
    await expect(
      scripted.connection.list(pods, { timeoutMs: 50 }),
    ).rejects.toMatchObject({
      message: 'cluster prod-eu: list pods: no answer within 50 ms',
      code: 'timeout',
    });
  });

  it('fails a call whose answer stops midway in time', async () => {
    scripted.server.enqueue((_, response) => response.write('{"items":['));
    await expect(
      scripted.connection.list(pods, { timeoutMs: 100 }),
    ).rejects.toMatchObject({ code: 'timeout' });
  });

  it('rejects with the reason of the caller who gave up', async () => {
    const controller = new AbortController();
    const reason = new Error('the page was closed');
    const listing = scripted.connection.list(pods, {
      signal: controller.signal,
    });
    controller.abort(reason);
    await expect(listing).rejects.toBe(reason);
  });

  it('says in words that nothing listens', async () => {
    await scripted.server.close();
    await expect(scripted.connection.list(pods)).rejects.toMatchObject({
      message: 'cluster prod-eu: list pods: connection refused',
      code: 'unreachable',
      reason: 'ECONNREFUSED',
    });
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
    scripted.server.enqueue((__, response) => response.end(body));
    await expect(scripted.connection.list(pods)).rejects.toMatchObject({
      code: 'malformed',
    });
  });

  it('rejects every call after dispose', async () => {
    await scripted.connection.dispose();
    await expect(scripted.connection.list(pods)).rejects.toBeInstanceOf(
      ClusterError,
    );
  });
});
