import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, type Page } from '@playwright/test';

import { signIn } from '../src/portal/signIn';
import { test } from '../src/portal/test';

const folder = fileURLToPath(new URL('../.screenshots', import.meta.url));

const views = {
  'apps-tab': '/catalog/default/component/checkout/apps',
  apps: '/apps',
  clusters: '/clusters',
  catalog: '/catalog',
};

for (const width of [1400, 800]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 900 }, colorScheme });

      test('every view', async ({ page, portal }) => {
        await signIn(page, portal.url);
        for (const [name, path] of Object.entries(views)) {
          await page.goto(`${portal.url}${path}`);
          await settled(page);
          await page.screenshot({
            path: join(folder, `${name}-${width}-${colorScheme}.png`),
          });
        }
      });
    });
  }
}

/** Waits until something is shown and nothing says that it is loading. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('main').first()).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}
