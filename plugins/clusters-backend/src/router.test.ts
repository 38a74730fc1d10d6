import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ClusterError } from '@orrery/backstage-plugin-clusters-node';
import { REDACTED_VALUE } from '@orrery/backstage-plugin-clusters-common';
import type { Router } from 'express';
import request from 'supertest';
import {
  clustersObjectConditions,
  createClustersObjectConditionalDecision,
} from './access/rules';
import { apiOperations } from './openapi/apiOperations';
import { responseSchemas } from './openapi/responseSchemas';
import { createFakeCluster } from './testing/createFakeCluster';
import { object, pod } from './testing/objects';
import {
  startTestClusters,
  type TestClusters,
  type TestClustersOptions,
} from './testing/startTestClusters';

const conditional = AuthorizeResult.CONDITIONAL;
const started = new Set<TestClusters>();

async function start(options: TestClustersOptions) {
  const clusters = await startTestClusters(options);
  started.add(clusters);
  const get = (path: string) =>
    request(clusters.server).get(`/api/clusters${path}`);
  return { ...clusters, get };
}

afterEach(async () => {
  await Promise.all([...started].map(clusters => clusters.stop()));
  started.clear();
});

const deployment = object('apps/v1', 'Deployment', 'checkout', {
  namespace: 'shop',
});
const replicaSet = object('apps/v1', 'ReplicaSet', 'checkout-1', {
  namespace: 'shop',
  ownerReferences: [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'checkout',
      uid: 'uid-checkout',
      controller: true,
    },
  ],
});
const owned = pod('a', {
  managedFields: [{ manager: 'kubectl' }],
  annotations: {
    'kubectl.kubernetes.io/last-applied-configuration': '{"secret":"x"}',
    team: 'shop',
  },
  ownerReferences: [
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: 'checkout-1',
      uid: 'uid-checkout-1',
      controller: true,
    },
  ],
});
const secret = object(
  'v1',
  'Secret',
  'db',
  { namespace: 'shop' },
  { data: { password: 'c2VjcmV0' } },
);

function shop(options: Parameters<typeof createFakeCluster>[0] = {}) {
  return createFakeCluster({
    objects: {
      pods: [owned, pod('b', { namespace: 'payments' }), pod('c')],
      replicasets: [replicaSet],
      deployments: [deployment],
      secrets: [secret],
      nodes: [object('v1', 'Node', 'n1')],
      namespaces: ['payments', 'shop'].map(name =>
        object('v1', 'Namespace', name),
      ),
      events: [
        object(
          'v1',
          'Event',
          'e1',
          { namespace: 'shop' },
          {
            type: 'Warning',
            reason: 'BackOff',
            message: 'Back-off restarting failed container',
            count: 3,
            lastTimestamp: '2026-01-01T00:05:00Z',
            source: { component: 'kubelet' },
          },
        ),
      ],
    },
    ...options,
  });
}

const names = (body: { items: { name: string }[] }) =>
  body.items.map(({ name }) => name);

describe('GET /v1/clusters', () => {
  it('lists clusters with state, version and counts, and names entries that could not be used', async () => {
    const { get } = await start({ clusters: [shop({ writes: true })] });
    const { body } = await get('/v1/clusters').expect(200);
    expect(body).toEqual({
      items: [
        {
          name: 'prod',
          title: 'prod',
          state: 'connected',
          sinceMs: 1000,
          version: 'v1.34.1',
          lastContactMs: 2000,
          writable: true,
          counts: { nodes: 1, pods: 3, namespaces: 2 },
          freshness: [],
          source: 'test',
        },
      ],
      problems: [{ source: 'test', name: 'broken', message: 'url is missing' }],
    });
  });

  it('leaves out counts that are not known, and never says 0', async () => {
    const dead = shop();
    dead.setStatus({
      state: 'unreachable',
      lastError: { code: 'unreachable', message: 'connection refused' },
    });
    const { get } = await start({ clusters: [dead] });
    const { body } = await get('/v1/clusters/prod').expect(200);
    expect(body).toMatchObject({
      state: 'unreachable',
      lastError: 'connection refused',
    });
    expect(body).not.toHaveProperty('counts');
  });

  it('leaves out counts of kinds that the user may not list in the cluster', async () => {
    const cluster = shop({
      accessReviews: true,
      allow: ({ kind }) => kind.plural === 'nodes',
    });
    const { get } = await start({ clusters: [cluster] });
    const { body } = await get('/v1/clusters/prod').expect(200);
    expect(body.counts).toEqual({ nodes: 1 });
  });

  it('is forbidden without clusters.cluster.read', async () => {
    const { get } = await start({
      clusters: [shop()],
      decide: () => ({ result: AuthorizeResult.DENY }),
    });
    const { body } = await get('/v1/clusters').expect(403);
    expect(body).toMatchObject({
      error: { name: 'NotAllowedError', code: 'FORBIDDEN' },
      response: { statusCode: 403 },
    });
  });

  it('asks for a sign-in', async () => {
    const { get } = await start({ clusters: [shop()] });
    await get('/v1/clusters')
      .set('Authorization', mockCredentials.none.header())
      .expect(401);
  });

  it('says which cluster is not configured', async () => {
    const { get } = await start({ clusters: [] });
    const { body } = await get('/v1/clusters/nope').expect(404);
    expect(body.error).toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      message: 'No cluster nope is configured',
    });
  });
});

describe('GET /v1/objects', () => {
  it('answers a sorted page over clusters, with the offset of the next', async () => {
    const other = createFakeCluster({
      name: 'edge',
      objects: { pods: [pod('z')] },
    });
    const { get } = await start({ clusters: [shop(), other] });
    const { body } = await get(
      '/v1/objects?kind=Pod&sort=name:desc&limit=2',
    ).expect(200);
    expect(names(body)).toEqual(['z', 'c']);
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
    expect(names(last.body)).toEqual(['b', 'a']);
    expect(last.body).not.toHaveProperty('nextOffset');
  });

  it('watches once, however often it is asked', async () => {
    const cluster = shop();
    const { get } = await start({ clusters: [cluster] });
    await get('/v1/objects?kind=Pod').expect(200);
    await get('/v1/objects?kind=pods&namespace=shop').expect(200);
    expect(cluster.calls.filter(call => call === 'list pods')).toHaveLength(1);
  });

  it('filters by namespace, selector and text', async () => {
    const { get } = await start({ clusters: [shop()] });
    expect(
      names((await get('/v1/objects?kind=Pod&namespace=payments')).body),
    ).toEqual(['b']);
    expect(
      names((await get('/v1/objects?kind=Pod&selector=app%3Dother')).body),
    ).toEqual([]);
    expect(names((await get('/v1/objects?kind=Pod&text=c')).body)).toContain(
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
    const { get } = await start({ clusters: [shop()] });
    const { body } = await get(`/v1/objects?${query}`).expect(400);
    expect(body.error).toMatchObject({
      name: 'InputError',
      code: 'VALIDATION_ERROR',
      details,
    });
  });

  it('refuses a selector that cannot be read', async () => {
    const { get } = await start({ clusters: [shop()] });
    const { body } = await get(
      '/v1/objects?kind=Pod&selector=a%20in%20(',
    ).expect(400);
    expect(body.error.code).toBe('VALIDATION_ERROR');
    expect(body.error.details).toHaveProperty('selector');
  });

  it('shows only rows that a conditional decision allows', async () => {
    const { get } = await start({
      clusters: [shop()],
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
    expect(names(body)).toEqual(['b']);
    expect(body.summary.total).toBe(1);
  });

  it('neither watches nor mentions a cluster that the policy rules out, unless it was asked for by name', async () => {
    const cluster = shop();
    const { get } = await start({
      clusters: [cluster],
      decide: () => ({
        result: conditional,
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
      clusters: [shop()],
      decide: () => ({ result: AuthorizeResult.DENY }),
    });
    await get('/v1/objects?kind=Pod').expect(403);
    await get('/v1/live?kind=Pod').expect(403);
  });

  it('does not leak a namespace that the cluster denies to the user, not even its name', async () => {
    const cluster = shop({
      accessReviews: true,
      allow: ({ user, namespace, kind }) =>
        user === undefined || (namespace === 'shop' && kind.plural === 'pods'),
    });
    const { get } = await start({ clusters: [cluster] });
    const { body } = await get('/v1/objects?kind=Pod').expect(200);
    expect(names(body).sort()).toEqual(['a', 'c']);
    expect(JSON.stringify(body)).not.toContain('payments');
    expect(body.freshness[0]).toMatchObject({
      state: 'live',
      cause: 'list pods in some namespaces',
    });
  });

  it('names a forbidden namespace to who asked for it', async () => {
    const cluster = shop({
      accessReviews: true,
      allow: ({ user, namespace }) =>
        user === undefined || namespace === 'shop',
    });
    const { get } = await start({ clusters: [cluster] });
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
    const cluster = shop({ accessReviews: true });
    const { get } = await start({ clusters: [cluster] });
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
    const { get } = await start({ clusters: [shop(), dead] });
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
    const cluster = shop({
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

describe('objects/:kind/:name', () => {
  const path = '/v1/clusters/prod/objects/Pod/a?namespace=shop';

  it('answers the whole object without managed fields and last-applied annotation', async () => {
    const { get } = await start({ clusters: [shop()] });
    const { body } = await get(path).expect(200);
    expect(body.object.metadata).toMatchObject({
      name: 'a',
      annotations: { team: 'shop' },
    });
    expect(body.object.metadata).not.toHaveProperty('managedFields');
    expect(JSON.stringify(body)).not.toContain('last-applied');
    expect(body.row).toMatchObject({
      id: 'prod|shop/a',
      cluster: 'prod',
      kind: 'Pod',
      node: 'n1',
    });
    expect(body.writable).toBe(false);
  });

  it('redacts secrets whatever name the kind is given, and audits each look', async () => {
    const { get, auditor } = await start({ clusters: [shop()] });
    for (const kind of ['Secret', 'secrets', 'SECRETS.v1']) {
      const { body } = await get(
        `/v1/clusters/prod/objects/${kind}/db?namespace=shop`,
      ).expect(200);
      expect(body.object.data).toEqual({ password: REDACTED_VALUE });
      expect(JSON.stringify(body)).not.toContain('c2VjcmV0');
    }
    expect(auditor.createEvent).toHaveBeenCalledTimes(3);
    expect(auditor.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({
        eventId: 'secret-read',
        severityLevel: 'medium',
        meta: {
          queryType: 'object',
          cluster: 'prod',
          kind: 'SECRETS.v1',
          name: 'db',
          namespace: 'shop',
        },
      }),
    );
  });

  it('audits lists of secrets, whose rows hold no values', async () => {
    const { get, auditor } = await start({ clusters: [shop()] });
    const { body } = await get('/v1/objects?kind=Secret').expect(200);
    expect(names(body)).toEqual(['db']);
    expect(JSON.stringify(body)).not.toContain('c2VjcmV0');
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'secret-read',
        meta: expect.objectContaining({ queryType: 'list' }),
      }),
    );
  });

  it('walks the owners upwards with their health', async () => {
    const { get } = await start({ clusters: [shop()] });
    const { body } = await get(
      '/v1/clusters/prod/objects/Pod/a/owners?namespace=shop',
    ).expect(200);
    expect(body.items).toMatchObject([
      {
        kind: 'ReplicaSet',
        name: 'checkout-1',
        health: { status: expect.any(String) },
      },
      {
        kind: 'Deployment',
        name: 'checkout',
        health: { status: expect.any(String) },
      },
    ]);
  });

  it('ends the chain of owners where the user may not look, and says so', async () => {
    const cluster = shop({
      accessReviews: true,
      allow: ({ kind }) => kind.plural === 'pods',
    });
    const { get } = await start({ clusters: [cluster] });
    const { body } = await get(
      '/v1/clusters/prod/objects/Pod/a/owners?namespace=shop',
    ).expect(200);
    expect(body.items).toEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: 'checkout-1',
        uid: 'uid-checkout-1',
        cause:
          'You may not get replicasets checkout-1 in shop: refused by the RBAC of prod',
      },
    ]);
  });

  it('lists the events of the object', async () => {
    const { get } = await start({ clusters: [shop()] });
    const { body } = await get(
      '/v1/clusters/prod/objects/Pod/a/events?namespace=shop',
    ).expect(200);
    expect(body.items).toEqual([
      {
        uid: 'uid-e1',
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off restarting failed container',
        count: 3,
        lastSeenMs: Date.parse('2026-01-01T00:05:00Z'),
        source: 'kubelet',
      },
    ]);
  });

  it('needs the namespace of a namespaced kind', async () => {
    const { get } = await start({ clusters: [shop()] });
    const { body } = await get('/v1/clusters/prod/objects/Pod/a').expect(400);
    expect(body.error.details).toEqual({
      namespace: 'is needed: pods live in namespaces',
    });
  });

  it('passes on what the cluster does not find or cannot answer', async () => {
    const cluster = shop();
    const { get } = await start({ clusters: [cluster] });
    expect(
      (await get('/v1/clusters/prod/objects/Pod/zz?namespace=shop').expect(404))
        .body.error.code,
    ).toBe('RESOURCE_NOT_FOUND');
    expect(
      (await get('/v1/clusters/prod/objects/Gizmo/zz').expect(404)).body.error
        .code,
    ).toBe('RESOURCE_NOT_FOUND');
    cluster.setFailure(
      new ClusterError('prod does not answer', {
        code: 'unreachable',
        clusterName: 'prod',
      }),
    );
    expect((await get(path).expect(502)).body.error).toMatchObject({
      code: 'K8S_API_ERROR',
      message: 'prod does not answer',
    });
    cluster.setFailure(
      new ClusterError('slow down', {
        code: 'throttled',
        clusterName: 'prod',
        retryAfterMs: 1500,
      }),
    );
    const throttled = await get(path).expect(429);
    expect(throttled.headers['retry-after']).toBe('2');
    expect(throttled.body.error.code).toBe('RATE_LIMITED');
  });

  it('refuses an object outside the decision of the policy', async () => {
    const { get } = await start({
      clusters: [shop()],
      decide: () => ({
        result: conditional,
        pluginId: 'clusters',
        resourceType: 'clusters-object',
        conditions: clustersObjectConditions.isKind({ kinds: ['Deployment'] }),
      }),
    });
    await get(path).expect(403);
    await get(
      '/v1/clusters/prod/objects/deployments/checkout?namespace=shop',
    ).expect(200);
  });

  it('refuses writes on a read-only cluster, says how to switch them on, and audits the attempt', async () => {
    const cluster = shop();
    const { server, auditor } = await start({ clusters: [cluster] });
    const fail = jest.fn(async () => {});
    const success = jest.fn(async () => {});
    auditor.createEvent.mockResolvedValue({ success, fail });
    const { body } = await request(server)
      .delete(`/api/clusters${path}`)
      .expect(403);
    expect(body.error.code).toBe('FORBIDDEN');
    expect(body.error.message).toContain('Cluster prod is read-only');
    expect(body.error.message).toContain('orrery.clusters.writes');
    await request(server)
      .patch(`/api/clusters${path}`)
      .send({ metadata: {} })
      .expect(403);
    expect(cluster.calls).toEqual([]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'object-write',
        severityLevel: 'high',
        meta: {
          actionType: 'delete',
          cluster: 'prod',
          kind: 'Pod',
          name: 'a',
          namespace: 'shop',
          dryRun: false,
        },
      }),
    );
    expect(fail).toHaveBeenCalledTimes(2);
    expect(success).not.toHaveBeenCalled();
  });

  it('deletes and patches on a writable cluster, or only tries', async () => {
    const cluster = shop({ writes: true });
    const { server, get } = await start({ clusters: [cluster] });
    expect((await get(path)).body.writable).toBe(true);
    const patched = await request(server)
      .patch(`/api/clusters${path}&dryRun=true`)
      .set('Content-Type', 'application/merge-patch+json')
      .send(JSON.stringify({ spec: { nodeName: 'n2' } }))
      .expect(200);
    expect(patched.body).toMatchObject({ dryRun: true, row: { node: 'n2' } });
    expect((await get(path)).body.row.node).toBe('n1');
    await request(server)
      .patch(`/api/clusters${path}`)
      .send('[1]')
      .set('Content-Type', 'application/json')
      .expect(400);
    const deleted = await request(server)
      .delete(`/api/clusters${path}`)
      .expect(200);
    expect(deleted.body).toEqual({ result: 'deleted', dryRun: false });
    await get(path).expect(404);
  });

  it('makes writes in the name of the user where the config says impersonate, with his groups', async () => {
    const cluster = shop({ writes: true });
    const { server } = await start({
      clusters: [cluster],
      config: {
        orrery: {
          clusters: {
            access: [
              { cluster: '*', check: 'impersonate', userPrefix: 'oidc:' },
            ],
          },
        },
      },
    });
    await request(server).delete(`/api/clusters${path}`).expect(200);
    expect(cluster.lastViewer()).toEqual({
      impersonate: { user: 'oidc:mock', groups: [] },
    });
  });

  it('refuses a write that the RBAC of the cluster denies to the user', async () => {
    const cluster = shop({
      writes: true,
      accessReviews: true,
      allow: ({ verb }) => verb === 'get',
    });
    const { server, get } = await start({ clusters: [cluster] });
    await get(path).expect(200);
    const { body } = await request(server)
      .delete(`/api/clusters${path}`)
      .expect(403);
    expect(body.error.message).toBe(
      'You may not delete pods a in shop: refused by the RBAC of prod',
    );
  });
});

describe('the OpenAPI document', () => {
  it('describes every route of the router, and no other', async () => {
    const { get, router } = await start({ clusters: [] });
    const { body } = await get('/v1/openapi.json').expect(200);
    const described = Object.entries<object>(body.paths).flatMap(
      ([path, item]) => Object.keys(item).map(method => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(routesOf(router).sort());
  });

  it('holds for the answers', async () => {
    const { get } = await start({ clusters: [shop({ writes: true })] });
    for (const { method, path, response, contentType } of apiOperations) {
      if (method !== 'get' || contentType) continue;
      const url = path
        .replace('{cluster}', 'prod')
        .replace('{kind}', 'Pod')
        .replace('{name}', 'a');
      const needs = path === '/v1/objects' ? '?kind=Pod' : '?namespace=shop';
      const { body } = await get(`${url}${needs}`).expect(200);
      expect({
        path,
        ...responseSchemas[response].safeParse(body),
      }).toMatchObject({ path, success: true });
    }
    const { body } = await get('/v1/nothing').expect(404);
    expect(responseSchemas.Error.safeParse(body).success).toBe(true);
  });
});

describe('GET /health', () => {
  it('answers without a sign-in', async () => {
    const { get } = await start({ clusters: [] });
    const none = mockCredentials.none.header();
    expect(
      (await get('/health').set('Authorization', none).expect(200)).body,
    ).toEqual({ status: 'ok' });
    expect(
      (await get('/health/ready').set('Authorization', none).expect(200)).body,
    ).toEqual({ status: 'ready' });
  });
});

/** What the router registers, in the notation of OpenAPI. */
function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ route }) =>
    (route?.stack ?? []).map(
      ({ method }) => `${method} ${route?.path.replace(/:(\w+)/g, '{$1}')}`,
    ),
  );
}
