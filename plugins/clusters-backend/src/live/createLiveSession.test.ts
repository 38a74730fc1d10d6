import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  LiveEvent,
  LiveRow,
} from '@orrery/backstage-plugin-clusters-common';
import {
  ClusterError,
  systemClock,
} from '@orrery/backstage-plugin-clusters-node';
import { createLiveQueries } from '@orrery/watch-cache';
import {
  createFakeCluster,
  type FakeCluster,
} from '../__testUtils__/createFakeCluster';
import { createFakeRegistry } from '../__testUtils__/createFakeRegistry';
import { pod } from '../__testUtils__/objects';
import { type Caller, toCaller } from '../access/Caller';
import { createCachePool } from './createCachePool';
import { createLiveSession, type LiveSession } from './createLiveSession';

const undo: (() => unknown)[] = [];

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  jest.useRealTimers();
});

function setup(
  caller: Caller = toCaller(mockCredentials.user(), {}),
  others: readonly FakeCluster[] = [],
) {
  const cluster = createFakeCluster({
    objects: { pods: [pod('a'), pod('b')] },
  });
  const random = () => 0.5;
  const pool = createCachePool({ clock: systemClock, random });
  const queries = createLiveQueries<LiveRow>({
    clock: systemClock,
    random,
    onListenerError: error => {
      throw error;
    },
  });
  const events: LiveEvent[] = [];
  const connection = { accepts: true, isClosed: false };
  const onClose = jest.fn();
  const session: LiveSession = createLiveSession({
    services: {
      registry: createFakeRegistry([cluster, ...others]),
      portal: {
        requireClusterRead: async () => {},
        decide: async () => ({
          key: 'all',
          beforehand: () => 'always',
          allows: () => true,
        }),
      },
      kubernetes: {
        identify: async () => ({ key: 'portal', reviewed: false }),
        may: async () => true,
        mayWatch: async () => true,
      },
      pool,
      queries,
      clock: systemClock,
    },
    audit: { listed: () => {} },
    openClusters: () => {
      throw new Error('not asked in these tests');
    },
    caller,
    port: {
      write(event) {
        events.push(event);
        return connection.accepts;
      },
      close: () => (connection.isClosed = true),
    },
    onClose,
  });
  undo.push(
    () => pool.dispose(),
    () => queries.dispose(),
    () => session.close(),
  );
  return {
    cluster,
    connection,
    events,
    onClose,
    session,
    subscribe: () =>
      session.subscribe({
        subscription: 's',
        query: { clusters: [], kind: 'Pod' },
      }),
    wait: (ms = 100) => jest.advanceTimersByTimeAsync(ms),
    names: () => {
      const rows = new Map<string, string>();
      for (const event of events) {
        if (event.event === 'resources:snapshot' && event.part === 0)
          rows.clear();
        if ('rows' in event)
          event.rows.forEach(row => rows.set(row.id, row.name));
        if ('ids' in event) event.ids.forEach(id => rows.delete(id));
      }
      return [...rows.values()].sort();
    },
  };
}

describe('createLiveSession()', () => {
  it('sends a slow connection nothing more until it drains, and then the net result', async () => {
    const { cluster, connection, events, session, subscribe, wait, names } =
      setup();
    subscribe();
    await wait();
    expect(names()).toEqual(['a', 'b']);
    connection.accepts = false;
    cluster.put('pods', pod('c'));
    await wait();
    const sent = events.length;
    for (let index = 0; index < 50; index += 1) {
      cluster.put('pods', pod('d', { labels: { index: String(index) } }));
      cluster.put('pods', pod('gone'));
      cluster.remove('pods', 'shop/gone');
      await wait();
    }
    expect(events).toHaveLength(sent);
    connection.accepts = true;
    session.drained();
    await wait();
    expect(names()).toEqual(['a', 'b', 'c', 'd']);
    expect(events.length - sent).toBeLessThan(5);
  });

  it('calls a list complete only after its rows were sent, also in a burst of another cluster', async () => {
    const late = createFakeCluster({
      name: 'late',
      objects: { pods: [pod('z')] },
    });
    late.setFailure(
      new ClusterError('connection refused', {
        code: 'unreachable',
        clusterName: 'late',
      }),
    );
    const { cluster, events, subscribe, wait } = setup(undefined, [late]);
    subscribe();
    await wait(113);
    late.setFailure(undefined);
    const isLateSynced = (event: LiveEvent) =>
      'freshness' in event &&
      event.freshness.some(each => each.cluster === 'late' && each.synced);
    for (let tick = 0; !events.some(isLateSynced) && tick < 6_000; tick += 1) {
      cluster.put('pods', pod(`b${tick}`));
      await wait(5);
    }
    const rowsAt = events.findIndex(
      event => 'rows' in event && event.rows.some(({ name }) => name === 'z'),
    );
    expect(rowsAt).toBeGreaterThan(-1);
    expect(rowsAt).toBeLessThanOrEqual(events.findIndex(isLateSynced));
  });

  it('closes a connection that takes nothing for a minute', async () => {
    const { connection, onClose, subscribe, wait } = setup();
    connection.accepts = false;
    subscribe();
    await wait(59_000);
    expect(connection.isClosed).toBe(false);
    await wait(10_000);
    expect(connection.isClosed).toBe(true);
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('pings a quiet connection, often enough for a client that waits 40 s', async () => {
    const { events, wait } = setup();
    await wait(60_000);
    const times = events.map(event =>
      event.event === 'ping' ? event.atMs : 0,
    );
    const gaps = times.slice(1).map((time, index) => time - times[index]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(15_000);
    expect(times.length).toBeGreaterThanOrEqual(3);
  });

  it('ends with UNAUTHORIZED when the token expires, and goes on when it was renewed', async () => {
    const expiring = () => ({
      ...mockCredentials.user(),
      expiresAt: new Date(Date.now() + 20_000),
    });
    const { connection, events, session, wait } = setup(
      toCaller(expiring(), {}),
    );
    await wait(15_000);
    await session.renew(toCaller(expiring(), {}));
    await wait(10_000);
    expect(connection.isClosed).toBe(false);
    await wait(15_000);
    expect(connection.isClosed).toBe(true);
    expect(events.at(-1)).toMatchObject({
      event: 'error',
      error: { code: 'UNAUTHORIZED' },
    });
  });

  it('releases every watch when it closes, once the pool let go of them', async () => {
    const { cluster, session, subscribe, wait } = setup();
    subscribe();
    await wait();
    expect(cluster.openWatches).toBe(1);
    session.close();
    await wait(61_000);
    expect(cluster.openWatches).toBe(0);
  });
});
