import { mockCredentials } from '@backstage/backend-test-utils';
import type { LiveEvent } from '@orrery/backstage-plugin-clusters-common';
import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { createShop } from '../__testUtils__/createShop';
import { pod } from '../__testUtils__/objects';
import { startsClustersApi } from '../__testUtils__/startClustersApi';
import { responseSchemas } from '../openapi/responseSchemas';

const start = startsClustersApi();

/** Reads lines as they come. */
async function open(url: string, query: string) {
  const request = get(`${url}/api/clusters/v1/live?${query}`, {
    headers: {
      Authorization: mockCredentials.user.header(),
      'Accept-Encoding': 'gzip',
    },
    agent: false,
  });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
  });
  response.on('error', () => {});
  const lines = createInterface({ input: response })[Symbol.asyncIterator]();
  return {
    response,
    leave: () => request.destroy(),
    /** `undefined` at the end of the stream. */
    async next(): Promise<LiveEvent | undefined> {
      const { value, done } = await lines.next();
      if (done) return undefined;
      const event = responseSchemas.LiveEvent.safeParse(JSON.parse(value));
      expect(event).toMatchObject({ success: true });
      return JSON.parse(value);
    },
  };
}

describe('GET /v1/live', () => {
  it('streams lines at once, uncompressed and unbuffered, each as documented', async () => {
    const cluster = createShop();
    const { url } = await start({ clusters: [cluster] });
    const stream = await open(url, 'kind=Pod&namespace=shop');
    expect(stream.response.headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(stream.response.headers).not.toHaveProperty('content-encoding');
    const seen = new Set<string>();
    while (seen.size < 2) {
      const event = await stream.next();
      if (event && 'rows' in event)
        event.rows.forEach(({ name }) => seen.add(name));
    }
    cluster.put('pods', pod('new'));
    while (!seen.has('new')) {
      const event = await stream.next();
      if (event && 'rows' in event)
        event.rows.forEach(({ name }) => seen.add(name));
    }
    stream.leave();
    expect([...seen].sort()).toEqual(['a', 'c', 'new']);
  });

  it('resumes at the position given', async () => {
    const cluster = createShop();
    const { url } = await start({ clusters: [cluster] });
    const first = await open(url, 'kind=Pod');
    let last: LiveEvent | undefined;
    const rows = new Set<string>();
    while (rows.size < 3) {
      last = await first.next();
      if (last && 'rows' in last)
        last.rows.forEach(({ name }) => rows.add(name));
    }
    first.leave();
    if (!last || !('position' in last)) throw new Error('no position');
    const { epoch, revision } = last.position;
    cluster.put('pods', pod('new'));
    const second = await open(
      url,
      `kind=Pod&epoch=${epoch}&revision=${revision}`,
    );
    const events: LiveEvent[] = [];
    while (!events.some(({ event }) => event === 'resource:created')) {
      const event = await second.next();
      if (event) events.push(event);
    }
    second.leave();
    expect(events.map(({ event }) => event)).not.toContain(
      'resources:snapshot',
    );
  });

  it('refuses a bad query with a status, not with a stream', async () => {
    const { get: ask } = await start({ clusters: [createShop()] });
    const { body } = await ask('/v1/live?kind=Pod&selector=(').expect(400);
    expect(body.error).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: { selector: expect.any(String) },
    });
    const missing = await ask('/v1/live').expect(400);
    expect(missing.body.error.details).toEqual({ kind: 'must not be empty' });
  });

  it('refuses the 21st stream of a user, and serves again once one is left', async () => {
    const { url, get: ask } = await start({ clusters: [createShop()] });
    const streams = await Promise.all(
      Array.from({ length: 20 }, () => open(url, 'kind=Pod')),
    );
    const { body } = await ask('/v1/live?kind=Pod').expect(429);
    expect(body.error.code).toBe('RATE_LIMITED');
    streams.forEach(stream => stream.leave());
    let status = 429;
    while (status === 429) {
      const again = await open(url, 'kind=Pod');
      status = again.response.statusCode ?? 0;
      again.leave();
    }
    expect(status).toBe(200);
  });

  it('ends with a reason when the portal stops', async () => {
    const { url, stop } = await start({ clusters: [createShop()] });
    const stream = await open(url, 'kind=Pod');
    await stream.next();
    await stop();
    const events: LiveEvent[] = [];
    for (let event = await stream.next(); event; event = await stream.next()) {
      events.push(event);
    }
    expect(events.at(-1)).toMatchObject({
      event: 'error',
      error: { message: 'The portal is shutting down' },
    });
  });
});
