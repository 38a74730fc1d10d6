import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  ClusterSummary,
  LiveEvent,
} from '@orrery/backstage-plugin-clusters-common';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { createShop } from '../__testUtils__/createShop';
import { LiveClient } from '../__testUtils__/LiveClient';
import { pod } from '../__testUtils__/objects';
import { startsClustersApi } from '../__testUtils__/startClustersApi';

const start = startsClustersApi();
const token = mockCredentials.user.token();
const clients = new Set<LiveClient>();
// Counts are read anew every five seconds.
jest.setTimeout(20_000);

afterEach(() => {
  clients.forEach(client => client.close());
  clients.clear();
});

async function subscribed(url: string) {
  const client = new LiveClient(url, { auth: { token } });
  clients.add(client);
  const answer = await client.request('subscribe:clusters', {
    subscription: 'fleet',
  });
  expect(answer).toEqual({ ok: true });
  return client;
}

/** The list as a client builds it. */
function listOf(client: LiveClient): readonly ClusterSummary[] {
  const clusters = new Map<string, ClusterSummary>();
  for (const event of client.events) {
    if (event.event === 'clusters:snapshot') clusters.clear();
    if ('removed' in event)
      event.removed.forEach(name => clusters.delete(name));
    if ('items' in event)
      event.items.forEach(item => clusters.set(item.name, item));
  }
  return [...clusters.values()];
}

const clusterEvents = ({ events }: LiveClient) =>
  events.filter(({ event }) => event.startsWith('clusters:'));

describe('subscribe:clusters', () => {
  it('sends every cluster, then only the one that changed', async () => {
    const [prod, edge] = [
      createShop({ name: 'prod' }),
      createShop({ name: 'edge' }),
    ];
    const { url } = await start({ clusters: [prod, edge] });
    const client = await subscribed(url);
    await client.until(each => clusterEvents(each).length > 0);
    expect(clusterEvents(client)).toMatchObject([
      {
        event: 'clusters:snapshot',
        subscription: 'fleet',
        items: [
          { name: 'prod', state: 'connected', counts: { pods: 3 } },
          { name: 'edge', state: 'connected' },
        ],
        problems: [{ name: 'broken' }],
      },
    ]);
    edge.setStatus({
      state: 'unreachable',
      lastError: { code: 'unreachable', message: 'connection refused' },
    });
    await client.until(each => clusterEvents(each).length > 1);
    expect(clusterEvents(client)[1]).toEqual({
      event: 'clusters:updated',
      subscription: 'fleet',
      items: [
        expect.objectContaining({
          name: 'edge',
          state: 'unreachable',
          lastError: 'connection refused',
        }),
      ],
      removed: [],
    });
  });

  it('tells of clusters that come and go', async () => {
    const { url, registry } = await start({ clusters: [createShop()] });
    const client = await subscribed(url);
    await client.until(each => listOf(each).length === 1);
    registry.add(createShop({ name: 'new' }));
    await client.until(each => listOf(each).length === 2);
    registry.remove('prod');
    await client.until(each => listOf(each).length === 1);
    expect(listOf(client)).toMatchObject([{ name: 'new' }]);
  });

  it('follows the count and the freshness of what somebody watches', async () => {
    const cluster = createShop();
    const { url } = await start({ clusters: [cluster] });
    const client = await subscribed(url);
    await client.subscribe();
    await client.until(each => listOf(each)[0]?.freshness[0]?.state === 'live');
    cluster.put('pods', pod('new'));
    await client.until(each => listOf(each)[0]?.counts?.pods === 4);
    expect(listOf(client)[0].freshness).toMatchObject([
      { kind: 'Pod', state: 'live' },
    ]);
  });

  it('makes one message a second of any number of changes', async () => {
    const cluster = createShop();
    const { url } = await start({ clusters: [cluster] });
    const client = await subscribed(url);
    await client.until(each => clusterEvents(each).length === 1);
    for (let index = 0; index < 100; index += 1) {
      cluster.setStatus({ state: 'degraded', sinceMs: index });
    }
    await client.until(each => listOf(each)[0]?.sinceMs === 99);
    expect(clusterEvents(client).length).toBeLessThanOrEqual(3);
  });

  it('is quiet after it was ended', async () => {
    const cluster = createShop();
    const { url } = await start({ clusters: [cluster] });
    const client = await subscribed(url);
    await client.until(each => clusterEvents(each).length === 1);
    await client.request('unsubscribe:clusters', { subscription: 'fleet' });
    cluster.setStatus({ state: 'unreachable' });
    await client.request('subscribe:clusters', { subscription: 'again' });
    await client.until(each => clusterEvents(each).length === 2);
    expect(clusterEvents(client)[1]).toMatchObject({
      event: 'clusters:snapshot',
      subscription: 'again',
    });
  });

  it('is refused without clusters.cluster.read, and other subscriptions go on', async () => {
    const { url } = await start({
      clusters: [createShop()],
      decide: permission => ({
        result:
          permission === 'clusters.cluster.read'
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    });
    const client = await subscribed(url);
    await client.subscribe();
    await client.until(({ rows }) => rows.size === 3);
    expect(client.events).toContainEqual(
      expect.objectContaining({
        event: 'error',
        subscription: 'fleet',
        error: expect.objectContaining({ code: 'FORBIDDEN' }),
      }),
    );
  });
});

describe('GET /v1/live/clusters', () => {
  it('streams the same as lines', async () => {
    const cluster = createShop();
    const { url } = await start({ clusters: [cluster] });
    const request = get(`${url}/api/clusters/v1/live/clusters`, {
      headers: { Authorization: mockCredentials.user.header() },
      agent: false,
    });
    const lines = await new Promise<AsyncIterator<string>>(
      (resolve, reject) => {
        request.on('error', reject);
        request.on('response', response => {
          response.on('error', () => {});
          resolve(createInterface({ input: response })[Symbol.asyncIterator]());
        });
      },
    );
    const next = async (): Promise<LiveEvent> =>
      JSON.parse((await lines.next()).value);
    expect(await next()).toMatchObject({
      event: 'clusters:snapshot',
      items: [{ name: 'prod' }],
    });
    cluster.setStatus({ state: 'degraded' });
    expect(await next()).toMatchObject({
      event: 'clusters:updated',
      items: [{ name: 'prod', state: 'degraded' }],
    });
    request.destroy();
  });

  it('answers 403 to those who may not see clusters', async () => {
    const { get: ask } = await start({
      clusters: [createShop()],
      decide: () => ({ result: AuthorizeResult.DENY }),
    });
    await ask('/v1/live/clusters').expect(403);
  });
});
