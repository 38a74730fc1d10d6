import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { clustersExtensionPoint } from '@orrery/backstage-plugin-clusters-node';
import request from 'supertest';
import clustersPlugin from '.';

/** A module that brings one cluster, whose API server is not there. */
const awayModule = createBackendModule({
  pluginId: 'clusters',
  moduleId: 'test',
  register(env) {
    env.registerInit({
      deps: { clusters: clustersExtensionPoint },
      async init({ clusters }) {
        clusters.addClusterSource({
          name: 'test module',
          list: async () => [
            {
              name: 'away',
              url: 'http://127.0.0.1:1',
              auth: { kind: 'anonymous' },
            },
          ],
        });
      },
    });
  },
});

describe('clustersPlugin', () => {
  it('serves clusters of modules, registers its permissions and rules, and stops', async () => {
    const backend = await startTestBackend({
      features: [
        clustersPlugin,
        awayModule,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({ data: {} }),
      ],
    });
    const { body } = await request(backend.server)
      .get('/api/clusters/v1/clusters')
      .expect(200);
    expect(body).toMatchObject({
      items: [{ name: 'away', source: 'test module', writable: false }],
      problems: [],
    });
    const metadata = await request(backend.server)
      .get('/api/clusters/.well-known/backstage/permissions/metadata')
      .expect(200);
    expect(
      metadata.body.permissions
        .map(({ name }: { name: string }) => name)
        .sort(),
    ).toEqual([
      'clusters.cluster.read',
      'clusters.object.read',
      'clusters.object.write',
    ]);
    expect(
      metadata.body.rules.map(({ name }: { name: string }) => name).sort(),
    ).toEqual(['IS_CLUSTER', 'IS_KIND', 'IS_NAMESPACE']);
    await backend.stop();
  });
});
