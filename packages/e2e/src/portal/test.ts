import { test as base, type Page } from '@playwright/test';

import { signIn } from './signIn';
import { startTestPortal } from './startTestPortal';
import type { TestPortal } from './TestPortal';

interface PortalFixtures {
  /** A page of the portal, signed in, on the home page. */
  readonly signedInPage: Page;
}

interface PortalWorkerFixtures {
  /** Shared by the tests of a worker; a test that breaks it (stops the backend, sets a fault) mends it. */
  readonly portal: TestPortal;
}

const portalStartMs = 240_000;

/** Playwright's `test` with a running portal. */
export const test = base.extend<PortalFixtures, PortalWorkerFixtures>({
  portal: [
    // Playwright reads the names of the first parameter, so it stays an empty pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use, workerInfo) => {
      const portal = await startTestPortal({
        logFolder: workerInfo.project.outputDir,
      });
      try {
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
});
