import { accessReviewed } from '../__testUtils__/accessReviewed';
import { createShop } from '../__testUtils__/createShop';
import { startsClustersApi } from '../__testUtils__/startClustersApi';

const start = startsClustersApi();

describe('PATCH and DELETE objects/:kind/:name', () => {
  const path = '/v1/clusters/prod/objects/Pod/a?namespace=shop';

  it('refuses writes on a read-only cluster, says how to switch them on, and audits the attempt', async () => {
    const cluster = createShop();
    const {
      patch,
      delete: remove,
      auditor,
    } = await start({ clusters: [cluster] });
    const fail = jest.fn(async () => {});
    const success = jest.fn(async () => {});
    auditor.createEvent.mockResolvedValue({ success, fail });
    const { body } = await remove(path).expect(403);
    expect(body.error.code).toBe('FORBIDDEN');
    expect(body.error.message).toContain('Cluster prod is read-only');
    expect(body.error.message).toContain('orrery.clusters.writes');
    await patch(path).send({ metadata: {} }).expect(403);
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
    const cluster = createShop({ writes: true });
    const { patch, get, delete: remove } = await start({ clusters: [cluster] });
    expect((await get(path)).body.writable).toBe(true);
    const patched = await patch(`${path}&dryRun=true`)
      .set('Content-Type', 'application/merge-patch+json')
      .send(JSON.stringify({ spec: { nodeName: 'n2' } }))
      .expect(200);
    expect(patched.body).toMatchObject({ dryRun: true, row: { node: 'n2' } });
    expect((await get(path)).body.row.node).toBe('n1');
    await patch(path)
      .send('[1]')
      .set('Content-Type', 'application/json')
      .expect(400);
    const deleted = await remove(path).expect(200);
    expect(deleted.body).toEqual({ result: 'deleted', dryRun: false });
    await get(path).expect(404);
  });

  it('makes writes in the name of the user where the config says impersonate, with his groups', async () => {
    const cluster = createShop({ writes: true });
    const { delete: remove } = await start({
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
    await remove(path).expect(200);
    expect(cluster.lastViewer()).toEqual({
      impersonate: { user: 'oidc:mock', groups: [] },
    });
  });

  it('refuses a write that the RBAC of the cluster denies to the user', async () => {
    const cluster = createShop({
      writes: true,
      allow: ({ verb }) => verb === 'get',
    });
    const { get, delete: remove } = await start({
      clusters: [cluster],
      config: accessReviewed,
    });
    await get(path).expect(200);
    const { body } = await remove(path).expect(403);
    expect(body.error.message).toBe(
      'You may not delete pods a in shop: refused by the RBAC of prod',
    );
  });
});
