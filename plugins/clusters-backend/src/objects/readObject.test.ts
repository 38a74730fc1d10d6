import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { REDACTED_VALUE } from '@orrery/backstage-plugin-clusters-common';
import { ClusterError } from '@orrery/backstage-plugin-clusters-node';
import { accessReviewed } from '../__testUtils__/accessReviewed';
import { createShop } from '../__testUtils__/createShop';
import { namesOf, startsClustersApi } from '../__testUtils__/startClustersApi';
import { clustersObjectConditions } from '../access/rules';

const start = startsClustersApi();

describe('objects/:kind/:name', () => {
  const path = '/v1/clusters/prod/objects/Pod/a?namespace=shop';

  it('answers the whole object without managed fields and last-applied annotation', async () => {
    const { get } = await start({ clusters: [createShop()] });
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
    const { get, auditor } = await start({ clusters: [createShop()] });
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
    const { get, auditor } = await start({ clusters: [createShop()] });
    const { body } = await get('/v1/objects?kind=Secret').expect(200);
    expect(namesOf(body)).toEqual(['db']);
    expect(JSON.stringify(body)).not.toContain('c2VjcmV0');
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'secret-read',
        meta: expect.objectContaining({ queryType: 'list' }),
      }),
    );
  });

  it('walks the owners upwards with their health', async () => {
    const { get } = await start({ clusters: [createShop()] });
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
    const cluster = createShop({
      allow: ({ kind }) => kind.plural === 'pods',
    });
    const { get } = await start({
      clusters: [cluster],
      config: accessReviewed,
    });
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
    const { get } = await start({ clusters: [createShop()] });
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
    const { get } = await start({ clusters: [createShop()] });
    const { body } = await get('/v1/clusters/prod/objects/Pod/a').expect(400);
    expect(body.error.details).toEqual({
      namespace: 'is needed: pods live in namespaces',
    });
  });

  it('passes on what the cluster does not find or cannot answer', async () => {
    const cluster = createShop();
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
      clusters: [createShop()],
      decide: () => ({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'clusters',
        resourceType: 'clusters-object',
        conditions: clustersObjectConditions.isKind({ kinds: ['Deployment'] }),
      }),
    });
    const other =
      '/v1/clusters/prod/objects/deployments/checkout?namespace=shop';
    const statuses = [(await get(path)).status, (await get(other)).status];
    expect(statuses).toEqual([403, 200]);
  });
});
