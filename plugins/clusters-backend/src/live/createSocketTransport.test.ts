import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { ClusterError } from '@orrery/backstage-plugin-clusters-node';
import { clustersObjectConditions } from '../access/rules';
import { accessReviewed } from '../__testUtils__/accessReviewed';
import { createFakeCluster } from '../__testUtils__/createFakeCluster';
import { LiveClient } from '../__testUtils__/LiveClient';
import { pod } from '../__testUtils__/objects';
import {
  startTestClusters,
  type TestClusters,
  type TestClustersOptions,
} from '../__testUtils__/startTestClusters';

const open = new Set<{ close(): void }>();
const running = new Set<TestClusters>();
const token = mockCredentials.user.token();

async function start(options: TestClustersOptions) {
  const clusters = await startTestClusters(options);
  running.add(clusters);
  return {
    ...clusters,
    connect(
      auth: object = { token },
      more: ConstructorParameters<typeof LiveClient>[1] = {},
    ) {
      const client = new LiveClient(clusters.url, { auth, ...more });
      open.add(client);
      return client;
    },
  };
}

afterEach(async () => {
  open.forEach(client => client.close());
  open.clear();
  await Promise.all([...running].map(clusters => clusters.stop()));
  running.clear();
});

function shop(options: Parameters<typeof createFakeCluster>[0] = {}) {
  return createFakeCluster({
    objects: { pods: [pod('a'), pod('b', { namespace: 'payments' })] },
    ...options,
  });
}

const loaded = (count: number) => (client: LiveClient) =>
  client.rows.size === count &&
  client.freshness.length > 0 &&
  client.freshness.every(({ state }) => state !== 'loading');

describe('the live protocol over socket.io', () => {
  it.each([
    ['polling, then WebSocket', undefined],
    ['polling only', ['polling']],
  ])('sends a snapshot and then changes: %s', async (_name, transports) => {
    const cluster = shop();
    const { connect } = await start({ clusters: [cluster] });
    const client = connect({ token }, transports && { transports });
    expect(await client.subscribe()).toEqual({ ok: true });
    await client.until(loaded(2));
    cluster.put('pods', pod('c'));
    await client.until(({ names }) => names.includes('c'));
    cluster.put(
      'pods',
      pod('c', {}, { spec: { nodeName: 'n9', containers: [] } }),
    );
    await client.until(({ rows }) => {
      const row = rows.get('prod|shop/c');
      return row?.kind === 'Pod' && row.node === 'n9';
    });
    cluster.remove('pods', 'shop/a');
    await client.until(({ names }) => !names.includes('a'));
    expect(client.names).toEqual(['b', 'c']);
    expect(client.events[0].event).toBe('resources:snapshot');
  });

  it('serves WebSocket-only clients once any request has passed', async () => {
    const { connect } = await start({ clusters: [shop()] });
    const first = connect({ token }, { transports: ['polling'] });
    await first.until(({ socket }) => socket.connected);
    const client = connect({ token }, { transports: ['websocket'] });
    await client.subscribe();
    await client.until(loaded(2));
    expect(client.socket.io.engine.transport.name).toBe('websocket');
  });

  it('lets a WebSocket-only client in that comes first, when it tries again', async () => {
    const { connect } = await start({ clusters: [shop()] });
    const client = connect(
      { token },
      { transports: ['websocket'], reconnection: true, reconnectionDelay: 1 },
    );
    await client.until(({ socket }) => socket.connected);
    await client.subscribe();
    await client.until(loaded(2));
    expect(client.names).toEqual(['a', 'b']);
  });

  it.each([
    ['no token', {}, 'VALIDATION_ERROR'],
    ['a bad token', { token: 'bad' }, 'UNAUTHORIZED'],
    ['a service', { token: mockCredentials.service.token() }, 'FORBIDDEN'],
  ])('refuses %s', async (_name, auth, code) => {
    const { connect } = await start({ clusters: [shop()] });
    const client = connect(auth);
    const error = await new Promise<Error & { data?: unknown }>(resolve =>
      client.socket.on('connect_error', resolve),
    );
    expect(error.data).toMatchObject({ code });
  });

  it('refuses what is not a request, by field, and goes on', async () => {
    const { connect } = await start({ clusters: [shop()] });
    const client = connect();
    const refused = await client.request('subscribe:resources', {
      subscription: 's1',
      query: { clusters: 'all', kind: 'Pod' },
    });
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'VALIDATION_ERROR',
        details: { 'query.clusters': 'must be a list of cluster names' },
      },
    });
    expect(client.events).toMatchObject([
      { event: 'error', subscription: 's1' },
    ]);
    expect(await client.subscribe()).toEqual({ ok: true });
    expect(await client.subscribe()).toMatchObject({
      ok: false,
      error: { details: { subscription: 'is in use on this connection' } },
    });
    await client.until(loaded(2));
  });

  it('holds at most 64 subscriptions on a connection', async () => {
    const { connect } = await start({ clusters: [shop()] });
    const client = connect();
    for (let index = 0; index < 64; index += 1) {
      expect(await client.subscribe({ subscription: `s${index}` })).toEqual({
        ok: true,
      });
    }
    expect(await client.subscribe({ subscription: 'more' })).toMatchObject({
      ok: false,
      error: { code: 'RATE_LIMITED' },
    });
    await client.request('unsubscribe:resources', { subscription: 's0' });
    expect(await client.subscribe({ subscription: 'more' })).toEqual({
      ok: true,
    });
  });

  it('holds at most 20 connections of a user', async () => {
    const { connect } = await start({ clusters: [shop()] });
    const clients = Array.from({ length: 20 }, () => connect());
    await Promise.all(
      clients.map(client => client.until(({ socket }) => socket.connected)),
    );
    const refused = connect();
    await refused.until(({ events }) => events.length > 0);
    expect(refused.events[0]).toMatchObject({
      event: 'error',
      error: { code: 'RATE_LIMITED' },
    });
    await refused.until(({ socket }) => !socket.connected);
  });

  it('sends nothing more after unsubscribe', async () => {
    const cluster = shop();
    const { connect } = await start({ clusters: [cluster] });
    const client = connect();
    await client.subscribe({ subscription: 'gone' });
    await client.until(loaded(2));
    await client.request('unsubscribe:resources', { subscription: 'gone' });
    await client.subscribe({ subscription: 'kept' });
    client.events.length = 0;
    cluster.put('pods', pod('c'));
    await client.until(({ events }) =>
      events.some(({ event }) => event === 'resource:created'),
    );
    expect(
      client.events.filter(
        event => 'subscription' in event && event.subscription === 'gone',
      ),
    ).toEqual([]);
  });

  it('resumes with only the changes that were missed', async () => {
    const cluster = shop();
    const { connect } = await start({ clusters: [cluster] });
    const first = connect();
    await first.subscribe();
    await first.until(loaded(2));
    const { position } = first;
    if (!position) throw new Error('no position');
    first.close();
    cluster.put('pods', pod('c'));
    const second = connect();
    await second.subscribe({ resume: position });
    await second.until(
      ({ names, freshness }) => names.includes('c') && freshness.length > 0,
    );
    expect(second.names).toEqual(['c']);
    expect(second.events.map(({ event }) => event)).not.toContain(
      'resources:snapshot',
    );
  });

  it('answers an unknown position with a snapshot, never a guess', async () => {
    const { connect } = await start({ clusters: [shop()] });
    const client = connect();
    await client.subscribe({
      resume: { epoch: 'of-another-process', revision: 7 },
    });
    await client.until(loaded(2));
    expect(client.events[0].event).toBe('resources:snapshot');
  });

  it('says that a cluster is stale, with the cause, and keeps its rows', async () => {
    const cluster = shop();
    const { connect } = await start({ clusters: [cluster] });
    const client = connect();
    await client.subscribe();
    await client.until(loaded(2));
    cluster.setFailure(
      new ClusterError('connection refused', {
        code: 'unreachable',
        clusterName: 'prod',
      }),
    );
    cluster.endWatches();
    await client.until(
      ({ freshness }) => freshness[0].cause === 'connection refused',
    );
    expect(client.freshness[0]).toMatchObject({ state: 'stale', synced: true });
    expect(client.rows.size).toBe(2);
    cluster.setFailure(undefined);
    await client.until(({ freshness }) => freshness[0].state === 'live');
  });

  it('takes in clusters that come and drops those that go', async () => {
    const { connect, registry } = await start({ clusters: [shop()] });
    const client = connect();
    await client.subscribe();
    await client.until(loaded(2));
    registry.add(
      createFakeCluster({ name: 'edge', objects: { pods: [pod('e')] } }),
    );
    await client.until(({ names }) => names.includes('e'));
    registry.remove('prod');
    await client.until(
      ({ names, freshness }) => names.length === 1 && freshness.length === 1,
    );
    expect(client.names).toEqual(['e']);
  });

  it('does not wait for a cluster that does not answer', async () => {
    const silent = createFakeCluster({ name: 'silent' });
    silent.connection.accessReview = () => new Promise(() => {});
    const { connect } = await start({
      clusters: [shop(), silent],
      config: accessReviewed,
    });
    const client = connect();
    await client.subscribe();
    await client.until(({ rows }) => rows.size === 2);
    expect(
      client.freshness.find(({ cluster }) => cluster === 'silent'),
    ).toEqual({
      cluster: 'silent',
      state: 'loading',
      synced: false,
    });
  });

  it('resets when rights shrink, and ends the subscription when they are lost', async () => {
    let decision: PolicyDecision = { result: AuthorizeResult.ALLOW };
    const { connect } = await start({
      clusters: [shop()],
      decide: () => decision,
      recheckMs: 20,
    });
    const client = connect();
    await client.subscribe();
    await client.until(loaded(2));
    decision = {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'clusters',
      resourceType: 'clusters-object',
      conditions: clustersObjectConditions.isNamespace({
        namespaces: ['payments'],
      }),
    };
    await client.until(({ rows }) => rows.size === 1);
    expect(client.names).toEqual(['b']);
    decision = { result: AuthorizeResult.DENY };
    await client.until(({ events }) =>
      events.some(({ event }) => event === 'error'),
    );
    expect(client.events.at(-1)).toMatchObject({
      event: 'error',
      subscription: 's1',
      error: { code: 'FORBIDDEN' },
    });
    expect(client.socket.connected).toBe(true);
  });

  it('goes on with a renewed token of the same user only', async () => {
    const { connect } = await start({ clusters: [shop()] });
    const client = connect();
    expect(await client.request('authenticate', { token })).toEqual({
      ok: true,
    });
    const other = mockCredentials.user.token('user:default/other');
    expect(
      await client.request('authenticate', { token: other }),
    ).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN' },
    });
  });

  it('watches a cluster that wants the own token of each viewer with the token of the handshake', async () => {
    const cluster = shop({
      credentials: 'viewer',
      viewerProvider: 'oidc.okta',
    });
    const { connect } = await start({ clusters: [cluster] });
    const client = connect({ token, clusterTokens: { okta: 'mine' } });
    await client.subscribe();
    await client.until(loaded(2));
    expect(cluster.lastViewer()).toEqual({ token: 'mine' });
  });

  it('says whose token a cluster wants, and shows it once the token is sent', async () => {
    const cluster = shop({
      credentials: 'viewer',
      viewerProvider: 'oidc.okta',
    });
    const { connect } = await start({ clusters: [cluster] });
    const client = connect({ token });
    await client.subscribe();
    await client.until(({ freshness }) =>
      freshness.some(({ state }) => state === 'forbidden'),
    );
    expect(client.freshness).toMatchObject([
      { cluster: 'prod', state: 'forbidden', tokenProvider: 'okta' },
    ]);
    await client.request('authenticate', {
      token,
      clusterTokens: { okta: 'mine' },
    });
    await client.until(loaded(2));
    expect(client.freshness[0]).not.toHaveProperty('tokenProvider');
  });

  it('looks up custom kinds of such a cluster with the token of the viewer', async () => {
    const cluster = shop({
      credentials: 'viewer',
      viewerProvider: 'oidc.okta',
    });
    const { connect } = await start({ clusters: [cluster] });
    const client = connect({ token, clusterTokens: { okta: 'mine' } });
    await client.subscribe({ kind: 'Rocket' });
    await client.until(({ freshness }) =>
      freshness.some(({ state }) => state === 'failed'),
    );
    expect(cluster.calls).toContain('findKind Rocket');
    expect(cluster.lastViewer()).toEqual({ token: 'mine' });
  });

  it('closes every stream when the portal stops', async () => {
    const cluster = shop();
    const { connect, stop, registry } = await start({ clusters: [cluster] });
    const client = connect();
    await client.subscribe();
    await client.until(loaded(2));
    expect(cluster.openWatches).toBe(1);
    await stop();
    await client.until(({ socket }) => !socket.connected);
    expect(cluster.openWatches).toBe(0);
    expect(registry.isDisposed).toBe(true);
  });
});
