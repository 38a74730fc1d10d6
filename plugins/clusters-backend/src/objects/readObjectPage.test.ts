import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ClusterError } from '@orrery/backstage-plugin-clusters-node';
import { accessReviewed } from '../__testUtils__/accessReviewed';
import { createFakeCluster } from '../__testUtils__/createFakeCluster';
import { createShop } from '../__testUtils__/createShop';
import { pod } from '../__testUtils__/objects';
import { namesOf, startsClustersApi } from '../__testUtils__/startClustersApi';
import {
  clustersObjectConditions,
  createClustersObjectConditionalDecision,
} from '../access/rules';

const start = startsClustersApi();

describe('GET /v1/objects', () => {
  it('answers a sorted page over clusters, with the offset of the next', async () => {
    const other = createFakeCluster({
      name: 'edge',
      objects: { pods: [pod('z')] },
    });
    const { get } = await start({ clusters: [createShop(), other] });
    const { body } = await get(
      '/v1/objects?kind=Pod&sort=name:desc&limit=2',
    ).expect(200);
    expect(namesOf(body)).toEqual(['z', 'c']);
    expect(body).toMatchObject({
      offset: 0,
      limit: 2,
      nextOffset: 2,
      summary: { total: 4 },
    });
    expect(
      body.freshness.map(
        ({ cluster, state, synced }: Record<string, unknown>) => ({
          cluster,
          state,
          synced,
        }),
      ),
    ).toEqual([
      { cluster: 'prod', state: 'live', synced: true },
      { cluster: 'edge', state: 'live', synced: true },
    ]);
    const last = await get(
      '/v1/objects?kind=Pod&sort=name:desc&limit=2&offset=2',
    ).expect(200);
    expect(namesOf(last.body)).toEqual(['b', 'a']);
    expect(last.body).not.toHaveProperty('nextOffset');
  });

  it('watches once, however often it is asked', async () => {
    const cluster = createShop();
    const { get } = await start({ clusters: [cluster] });
    await get('/v1/objects?kind=Pod').expect(200);
    await get('/v1/objects?kind=pods&namespace=shop').expect(200);
    expect(cluster.calls.filter(call => call === 'list pods')).toHaveLength(1);
  });

  it('filters by namespace, selector and text', async () => {
    const { get } = await start({ clusters: [createShop()] });
    expect(
      namesOf((await get('/v1/objects?kind=Pod&namespace=payments')).body),
    ).toEqual(['b']);
    expect(
      namesOf((await get('/v1/objects?kind=Pod&selector=app%3Dother')).body),
    ).toEqual([]);
    expect(namesOf((await get('/v1/objects?kind=Pod&text=c')).body)).toContain(
      'c',
    );
  });

  it.each([
    ['kind=', { kind: 'must not be empty' }],
    ['kind=Pod&limit=5001', { limit: 'must be a whole number from 1 to 5000' }],
    ['kind=Pod&sort=name:up', { 'sort.0.direction': 'must be asc or desc' }],
    ['kind=Pod&colour=red', { colour: 'is not a known parameter' }],
    [
      `kind=Pod&text=${'x'.repeat(201)}`,
      { text: 'must be at most 200 characters' },
    ],
  ])('refuses %s by field', async (query, details) => {
    const { get } = await start({ clusters: [createShop()] });
    const { body } = await get(`/v1/objects?${query}`).expect(400);
    expect(body.error).toMatchObject({
      name: 'InputError',
      code: 'VALIDATION_ERROR',
      details,
    });
  });

  it('refuses a selector that cannot be read', async () => {
    const { get } = await start({ clusters: [createShop()] });
    const { body } = await get(
      '/v1/objects?kind=Pod&selector=a%20in%20(',
    ).expect(400);
    expect(body.error.code).toBe('VALIDATION_ERROR');
    expect(body.error.details).toHaveProperty('selector');
  });

  it('shows only rows that a conditional decision allows', async () => {
    const { get } = await start({
      clusters: [createShop()],
      decide: () =>
        createClustersObjectConditionalDecision(
          {
            name: 'clusters.object.read',
            type: 'resource',
            resourceType: 'clusters-object',
            attributes: {},
          },
          clustersObjectConditions.isNamespace({ namespaces: ['payments'] }),
        ),
    });
    const { body } = await get('/v1/objects?kind=Pod').expect(200);
    expect(namesOf(body)).toEqual(['b']);
    expect(body.summary.total).toBe(1);
  });

  it('neither watches nor mentions a cluster that the policy rules out, unless it was asked for by name', async () => {
    const cluster = createShop();
    const { get } = await start({
      clusters: [cluster],
      decide: () => ({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'clusters',
        resourceType: 'clusters-object',
        conditions: clustersObjectConditions.isCluster({ clusters: ['edge'] }),
      }),
    });
    expect((await get('/v1/objects?kind=Pod')).body).toMatchObject({
      items: [],
      freshness: [],
    });
    const { body } = await get('/v1/objects?kind=Pod&cluster=prod').expect(200);
    expect(body.freshness).toEqual([
      {
        cluster: 'prod',
        state: 'forbidden',
        synced: false,
        cause: "list pods: the portal's permission policy does not allow it",
      },
    ]);
    expect(cluster.calls).toEqual([]);
  });

  it('is forbidden when the policy denies every object', async () => {
    const { get } = await start({
      clusters: [createShop()],
      decide: () => ({ result: AuthorizeResult.DENY }),
    });
    const page = await get('/v1/objects?kind=Pod');
    const stream = await get('/v1/live?kind=Pod');
    expect([page.status, stream.status]).toEqual([403, 403]);
  });

  it('does not leak a namespace that the cluster denies to the user, not even its name', async () => {
    const cluster = createShop({
      allow: ({ user, namespace, kind }) =>
        user === undefined || (namespace === 'shop' && kind.plural === 'pods'),
    });
    const { get } = await start({
      clusters: [cluster],
      config: accessReviewed,
    });
    const { body } = await get('/v1/objects?kind=Pod').expect(200);
    expect(namesOf(body).sort()).toEqual(['a', 'c']);
    expect(JSON.stringify(body)).not.toContain('payments');
    expect(body.freshness[0]).toMatchObject({
      state: 'live',
      cause: 'list pods in some namespaces',
    });
  });

  it('names a forbidden namespace to who asked for it', async () => {
    const cluster = createShop({
      allow: ({ user, namespace }) =>
        user === undefined || namespace === 'shop',
    });
    const { get } = await start({
      clusters: [cluster],
      config: accessReviewed,
    });
    const { body } = await get(
      '/v1/objects?kind=Pod&namespace=shop&namespace=payments',
    ).expect(200);
    expect(body.freshness[0]).toMatchObject({
      forbiddenNamespaces: ['payments'],
      cause: 'list pods in payments',
    });
    const none = await get('/v1/objects?kind=Pod&namespace=payments').expect(
      200,
    );
    expect(none.body).toMatchObject({
      items: [],
      freshness: [{ state: 'forbidden', cause: 'list pods in payments' }],
    });
  });

  it('asks the cluster about the user by name, once for several requests', async () => {
    const cluster = createShop();
    const { get } = await start({
      clusters: [cluster],
      config: accessReviewed,
    });
    await get('/v1/objects?kind=Pod').expect(200);
    await get('/v1/objects?kind=Pod').expect(200);
    expect(
      cluster.calls.filter(call => call === 'review mock list pods'),
    ).toHaveLength(1);
  });

  it('shows the failure of one cluster beside the rows of the others', async () => {
    const dead = createFakeCluster({ name: 'dead' });
    dead.setFailure(
      new ClusterError('connect ECONNREFUSED', {
        code: 'unreachable',
        clusterName: 'dead',
      }),
    );
    const { get } = await start({ clusters: [createShop(), dead] });
    const { body } = await get(
      '/v1/objects?kind=Pod&cluster=prod&cluster=dead&cluster=nope',
    ).expect(200);
    expect(body.items).toHaveLength(3);
    expect(body.freshness).toMatchObject([
      { cluster: 'prod', state: 'live' },
      {
        cluster: 'dead',
        state: 'failed',
        synced: false,
        cause: 'connect ECONNREFUSED',
      },
      {
        cluster: 'nope',
        state: 'failed',
        cause: 'No cluster of this name is configured',
      },
    ]);
  });

  it('reads a cluster that wants the own token of each viewer with that token, and shares nothing', async () => {
    const cluster = createShop({
      credentials: 'viewer',
      viewerProvider: 'oidc.okta',
    });
    const { get } = await start({ clusters: [cluster] });
    const without = await get('/v1/objects?kind=Pod&cluster=prod').expect(200);
    expect(without.body.freshness).toMatchObject([
      { state: 'forbidden', cause: expect.stringContaining('okta') },
    ]);
    const header = 'Backstage-Kubernetes-Authorization-oidc-okta';
    await get('/v1/objects?kind=Pod').set(header, 'token-1').expect(200);
    expect(cluster.lastViewer()).toEqual({ token: 'token-1' });
    await get('/v1/objects?kind=Pod').set(header, 'token-2').expect(200);
    expect(cluster.calls.filter(call => call === 'list pods')).toHaveLength(2);
  });
});
