import { findKubectl } from '@orrery/launcher';
import { test as base, type Page } from '@playwright/test';

import { createKubectl, type Kubectl } from '../clients/Kubectl';
import { requireKubectl } from '../clients/requireKubectl';
import { signIn } from './signIn';
import { startTestPortal } from './startTestPortal';
import type { TestPortal } from './TestPortal';

interface PortalFixtures {
  /** A page of the portal, signed in, on the home page. */
  readonly signedInPage: Page;
  /** A real kubectl for the clusters of the portal. Without one the test is skipped, and fails in CI. */
  readonly kubectl: Kubectl;
}

interface PortalWorkerFixtures {
  /** Shared by the tests of a worker; a test that breaks it (stops the backend, sets a fault) mends it. */
  readonly portal: TestPortal;
}

const portalStartMs = 240_000;
const simulatedClusters = ['prod-eu', 'prod-us', 'edge'];

/** Playwright's `test` with a running portal. */
export const test = base.extend<PortalFixtures, PortalWorkerFixtures>({
  portal: [
    // Playwright reads the names of the first parameter, so it stays an empty pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use, workerInfo) => {
      const portal = await startTestPortal({
        logFolder: workerInfo.project.outputDir,
        // What a test sees change, it has changed itself.
        simulatorArgs: ['--quiet', '--no-delivery'],
      });
      try {
        await stopAutoscaling(portal);
        await use(portal);
      } finally {
        await portal.dispose();
      }
    },
    { scope: 'worker', timeout: portalStartMs },
  ],
  signedInPage: async ({ page, portal }, use) => {
    await signIn(page, portal.url);
    await use(page);
  },
  kubectl: async ({ portal }, use) => {
    const binary = await requireKubectl(test);
    const { kubeconfig } = portal;
    const kubectl = createKubectl({ binary, kubeconfig });
    try {
      await use(kubectl);
    } finally {
      kubectl.dispose();
    }
  },
});

/** What a test scales by hand stays as it is: autoscalers would take it back within seconds. */
async function stopAutoscaling({ kubeconfig }: TestPortal): Promise<void> {
  const binary = await findKubectl();
  if (binary === undefined) return; // the tests that scale are skipped, or fail, for the same reason
  const kubectl = createKubectl({ binary, kubeconfig });
  try {
    for (const cluster of simulatedClusters)
      await kubectl.run(cluster, [
        ...['delete', 'horizontalpodautoscalers', '--all'],
        '--namespace=shop',
      ]);
  } finally {
    kubectl.dispose();
  }
}
