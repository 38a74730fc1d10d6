import { expect, test as base } from '@playwright/test';

import { openAppsScreen } from '../src/apps-screen/AppsScreen';
import { createRestClient } from '../src/clients/createRestClient';
import { requireKubectl } from '../src/clients/requireKubectl';
import { signIn } from '../src/portal/signIn';
import {
  startOtherCluster,
  type OtherCluster,
} from '../src/portal/startOtherCluster';
import { startTestPortal } from '../src/portal/startTestPortal';

interface Fixtures {
  readonly cluster: OtherCluster;
}

const startMs = 240_000;
const deployment =
  '/clusters/edge/objects/Deployment/checkout-api?namespace=shop';

const test = base.extend<object, Fixtures>({
  cluster: [
    // Playwright reads the names of the first parameter, so it stays an empty pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const cluster = await startOtherCluster(await requireKubectl(test));
      try {
        await use(cluster);
      } finally {
        await cluster.dispose();
      }
    },
    { scope: 'worker', timeout: startMs },
  ],
});

test.describe('The portal with --kubeconfig', () => {
  test.setTimeout(startMs);

  test.beforeEach(({ cluster }) => {
    process.env.KUBECONFIG = cluster.unaskedKubeconfig;
  });

  test.afterEach(() => {
    delete process.env.KUBECONFIG;
  });

  test('shows the clusters of that file instead of the fleet and of KUBECONFIG, and refuses writes', async ({
    page,
    cluster,
  }, { project }) => {
    const portal = await startTestPortal({
      logFolder: project.outputDir,
      realClusters: { kubeconfig: cluster.kubeconfig, write: false },
    });
    try {
      const replicas = () =>
        cluster.kubectl.run(cluster.name, [
          ...['get', 'deployment/checkout-api', '--namespace=shop'],
          '--output=jsonpath={.spec.replicas}',
        ]);
      const before = await replicas();
      const call = await createRestClient(portal);
      const { body } = await call('GET', '/clusters');
      expect(body).toMatchObject({
        items: [{ name: cluster.name, writable: false }],
        problems: [],
      });

      for (const [method, patch] of [
        ['PATCH', { spec: { replicas: 9 } }],
        ['DELETE', undefined],
      ] as const) {
        expect(await call(method, deployment, patch)).toMatchObject({
          status: 403,
          body: {
            error: {
              code: 'FORBIDDEN',
              message: expect.stringMatching(
                /edge is read-only.*orrery\.clusters\.writes/,
              ),
            },
          },
        });
      }

      await signIn(page, portal.url);
      const screen = await openAppsScreen(
        page,
        `${portal.url}/apps?q=checkout`,
      );
      const rows = Object.keys(await screen.readRows());
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(id => !id.startsWith('edge|'))).toEqual([]);
      expect(await replicas()).toBe(before);
    } finally {
      await portal.dispose();
    }
  });

  test('changes them when --write is given too', async ({ cluster }, {
    project,
  }) => {
    const portal = await startTestPortal({
      logFolder: project.outputDir,
      realClusters: { kubeconfig: cluster.kubeconfig, write: true },
    });
    try {
      const call = await createRestClient(portal);

      const patched = await call('PATCH', deployment, {
        spec: { replicas: 4 },
      });
      expect(patched.status).toBe(200);
      const readyReplicas = () =>
        cluster.kubectl.run(cluster.name, [
          ...['get', 'deployments', '--namespace=shop'],
          '--field-selector=metadata.name=checkout-api',
          '--output=jsonpath={.items[*].status.readyReplicas}',
        ]);
      await expect.poll(readyReplicas).toBe('4');

      const deleted = await call('DELETE', deployment);
      expect(deleted.status).toBe(200);
      await expect.poll(readyReplicas).toBe('');
    } finally {
      await portal.dispose();
    }
  });
});
