import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startSimulator } from '@orrery/cluster-simulator';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import clustersPlugin from '.';

describe('clustersPlugin over simulated API servers', () => {
  it('pages through the pods of a cluster and opens one', async () => {
    const simulator = await startSimulator({ clusters: ['edge'], quiet: true });
    const folder = await mkdtemp(join(tmpdir(), 'orrery-'));
    const file = join(folder, 'kubeconfig');
    await writeFile(file, simulator.kubeconfig);
    const backend = await startTestBackend({
      features: [
        clustersPlugin,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            orrery: {
              clusters: { kubeconfigs: [{ file, contexts: ['edge'] }] },
            },
          },
        }),
      ],
    });
    try {
      const get = (path: string) =>
        request(backend.server).get(`/api/clusters${path}`);
      let ready = 503;
      while (ready !== 200) ready = (await get('/health/ready')).status;
      const { body } = await get(
        '/v1/objects?kind=Pod&limit=5&sort=name:asc',
      ).expect(200);
      expect(body.freshness).toMatchObject([{ state: 'live', synced: true }]);
      expect(body.items).toHaveLength(5);
      const [{ cluster, name, namespace }] = body.items;
      const detail = await get(
        `/v1/clusters/${cluster}/objects/Pod/${name}?namespace=${namespace}`,
      ).expect(200);
      expect(detail.body.object.metadata).toMatchObject({ name, namespace });
      expect(detail.body.writable).toBe(false);
    } finally {
      await backend.stop();
      await simulator.stop();
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
