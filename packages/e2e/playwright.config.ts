import { defineConfig } from '@playwright/test';

/** Started by `npm run test:e2e`, which finds the browser and counts the results. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/artifacts',
  // One portal at a time: the tests share it, and two would fight for two cores.
  workers: 1,
  forbidOnly: true,
  // A second try in CI is listed as flaky, never hidden.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json']],
  use: {
    launchOptions: {
      executablePath: process.env.ORRERY_CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
    viewport: { width: 1400, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'portal', testIgnore: 'screenshots.spec.ts' },
    { name: 'screenshots', testMatch: 'screenshots.spec.ts' },
  ],
});
