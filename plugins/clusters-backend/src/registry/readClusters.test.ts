import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { accessReviewed } from '../__testUtils__/accessReviewed';
import { createShop } from '../__testUtils__/createShop';
import { startsClustersApi } from '../__testUtils__/startClustersApi';

const start = startsClustersApi();

describe('GET /v1/clusters', () => {
  it('lists clusters with state, version and counts, and names entries that could not be used', async () => {
    const { get } = await start({ clusters: [createShop({ writes: true })] });
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
    const dead = createShop();
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
    const cluster = createShop({
      allow: ({ kind }) => kind.plural === 'nodes',
    });
    const { get } = await start({
      clusters: [cluster],
      config: accessReviewed,
    });
    const { body } = await get('/v1/clusters/prod').expect(200);
    expect(body.counts).toEqual({ nodes: 1 });
  });

  it('is forbidden without clusters.cluster.read', async () => {
    const { get } = await start({
      clusters: [createShop()],
      decide: () => ({ result: AuthorizeResult.DENY }),
    });
    const { body } = await get('/v1/clusters').expect(403);
    expect(body).toMatchObject({
      error: { name: 'NotAllowedError', code: 'FORBIDDEN' },
      response: { statusCode: 403 },
    });
  });

  it('asks for a sign-in', async () => {
    const { get } = await start({ clusters: [createShop()] });
    const { status } = await get('/v1/clusters').set(
      'Authorization',
      mockCredentials.none.header(),
    );
    expect(status).toBe(401);
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
