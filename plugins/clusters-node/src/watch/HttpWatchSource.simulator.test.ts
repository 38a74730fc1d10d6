import type { WatchEvent } from '@orrery/watch-cache';
import type { HttpClusterConnection } from '../connection/HttpClusterConnection';
import { connectTo } from '../__testUtils__/connectTo';
import { pod, pods } from '../__testUtils__/pods';
import { startSimulatedCluster } from '../__testUtils__/startSimulatedCluster';
import { HttpWatchSource } from './HttpWatchSource';

describe('HttpWatchSource on the simulator', () => {
  let cluster: Awaited<ReturnType<typeof startSimulatedCluster>>;
  let connection: HttpClusterConnection;
  let source: HttpWatchSource;
  let controller: AbortController;

  beforeEach(async () => {
    cluster = await startSimulatedCluster('prod-eu');
    cluster.store.create('namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop' },
    });
    connection = connectTo(cluster.viewer);
    source = new HttpWatchSource({
      connection,
      kind: pods,
      selection: { namespace: 'shop' },
    });
    controller = new AbortController();
  });

  afterEach(async () => {
    controller.abort();
    await connection.dispose();
    await cluster.close();
  });

  const put = (name: string) => {
    const { resourceVersion, ...metadata } = pod(name).metadata;
    cluster.store.create('pods', {
      ...pod(name),
      metadata,
      spec: { containers: [{ name: 'web', image: 'web' }] },
    });
  };
  const label = (name: string, value: string) =>
    cluster.store.update('pods', 'shop', name, object => ({
      ...object,
      metadata: { ...object.metadata, labels: { value } },
    }));
  const list = (continueToken?: string) =>
    source.list({ limit: 2, continueToken }, controller.signal);
  const watch = (resourceVersion: string) =>
    source.watch({ resourceVersion, timeoutSeconds: 60 }, controller.signal);

  /** Reads until `count` events of `kinds` came. */
  async function take(
    events: AsyncIterable<WatchEvent>,
    count: number,
    onOpened: () => void,
  ): Promise<string[]> {
    const seen: string[] = [];
    for await (const event of events) {
      if (event.kind === 'opened') onOpened();
      else if (event.kind !== 'bookmark') {
        seen.push(`${event.kind} ${event.object.metadata.name}`);
      }
      if (seen.length === count) break;
    }
    return seen;
  }

  it('lists page by page, each item with apiVersion and kind', async () => {
    ['a', 'b', 'c'].forEach(put);
    const first = await list();
    put('d');
    const second = await list(first.continueToken);
    const items = [[...first.items], [...second.items]];
    expect(items.map(page => page.map(item => item.metadata.name))).toEqual([
      ['a', 'b'],
      ['c'],
    ]);
    expect(items[0][0]).toMatchObject({ apiVersion: 'v1', kind: 'Pod' });
    expect(second.resourceVersion).toBe(first.resourceVersion);
    expect(second.continueToken).toBeUndefined();
  });

  it('watches from the list on, without a gap', async () => {
    put('a');
    const { resourceVersion } = await list();
    put('b');
    const seen = await take(watch(resourceVersion), 4, () => {
      label('a', 'x');
      cluster.store.remove('pods', 'shop', 'b');
      put('c');
    });
    expect(seen).toEqual(['added b', 'modified a', 'deleted b', 'added c']);
  });

  it('hears bookmarks while nothing changes', async () => {
    const { resourceVersion } = await list();
    const bookmark = await firstBookmark(watch(resourceVersion));
    expect(Number(bookmark)).toBeGreaterThanOrEqual(Number(resourceVersion));
  });

  it.each(['status', 'event'] as const)(
    'throws expired when the version is too old, told by %s',
    async how => {
      const { resourceVersion } = await list();
      cluster.faults.set({ kind: 'expire', how });
      await expect(
        take(watch(resourceVersion), 1, () => {}),
      ).rejects.toMatchObject({ code: 'expired' });
    },
  );

  it('tells how long a 429 wants the caller to wait', async () => {
    cluster.faults.set({ kind: 'throttle', retryAfterSeconds: 3 });
    await expect(list()).rejects.toMatchObject({
      code: 'throttled',
      retryAfterMs: 3_000,
    });
  });

  it('throws unauthorized for a token that the cluster does not know', async () => {
    const stranger = connectTo({
      ...cluster.viewer,
      auth: { kind: 'token', token: 'nobody' },
    });
    await expect(
      new HttpWatchSource({ connection: stranger, kind: pods }).list(
        { limit: 1 },
        controller.signal,
      ),
    ).rejects.toMatchObject({ code: 'unauthorized' });
    await stranger.dispose();
  });

  it.each([
    [
      'notFound',
      'a kind that is not served',
      'admin',
      'example.org',
      'widgets',
    ],
    ['forbidden', 'what the credential may not list', 'viewer', '', 'secrets'],
  ] as const)('throws %s for %s', async (code, _, who, group, plural) => {
    const other = connectTo(cluster[who]);
    const kind = { ...pods, group, plural };
    await expect(
      new HttpWatchSource({ connection: other, kind }).list(
        { limit: 1 },
        controller.signal,
      ),
    ).rejects.toMatchObject({ code });
    await other.dispose();
  });

  it.each(['refuse', 'reset'] as const)(
    'throws unreachable while the API server is down (%s), inside a stream too, and works again after',
    async how => {
      const { resourceVersion } = await list();
      await expect(
        take(watch(resourceVersion), 1, () =>
          cluster.faults.set({ kind: 'down', how }),
        ),
      ).rejects.toMatchObject({ code: 'unreachable' });
      await expect(list()).rejects.toMatchObject({ code: 'unreachable' });
      cluster.faults.clear();
      await untilItWorks(list);
    },
  );

  it('ends when the server ends the stream', async () => {
    const { resourceVersion } = await list();
    const seen = await take(watch(resourceVersion), 1, () =>
      cluster.faults.set({ kind: 'dropWatches', how: 'clean' }),
    );
    expect(seen).toEqual([]);
  });
});

async function firstBookmark(
  events: AsyncIterable<WatchEvent>,
): Promise<string | undefined> {
  for await (const event of events) {
    if (event.kind === 'bookmark') return event.resourceVersion;
  }
  return undefined;
}

/** The port opens again in another turn of the event loop. */
async function untilItWorks(attempt: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (tries === 50) throw error;
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
  }
}
