import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, type Page } from '@playwright/test';

import { clearFaults, setFault } from '../src/faults/setFault';
import { signIn } from '../src/portal/signIn';
import { test } from '../src/portal/test';

const folder = fileURLToPath(new URL('../.screenshots', import.meta.url));

const views = {
  'apps-tab': '/catalog/default/component/checkout/apps',
  apps: '/apps',
  'apps-drawer': '/apps?object=edge/Deployment/shop/checkout-api',
  clusters: '/clusters',
  'clusters-drawer': '/clusters?selected=edge',
  object: '/clusters/edge/objects/Deployment/checkout-api?namespace=shop',
};

test.describe.configure({ timeout: 300_000 });

for (const width of [1400, 800]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 900 }, colorScheme });

      const shoot = (page: Page, name: string) =>
        page.screenshot({
          path: join(folder, `${name}-${width}-${colorScheme}.png`),
        });

      test('every view', async ({ page, portal }) => {
        await signIn(page, portal.url);
        for (const [name, path] of Object.entries(views)) {
          await page.goto(`${portal.url}${path}`);
          await settled(page);
          await shoot(page, name);
        }
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog')).toBeVisible();
        await shoot(page, 'shortcuts');
      });

      test('a cluster goes from live to stale', async ({ page, portal }) => {
        await signIn(page, portal.url);
        await page.goto(`${portal.url}/apps?q=checkout`);
        await settled(page);
        await shoot(page, 'stale-before');
        const object = await page.context().newPage();
        await object.goto(
          `${portal.url}/clusters/prod-us/objects/Deployment/checkout-api?namespace=shop`,
        );
        await settled(object);
        await setFault(portal, 'prod-us', { kind: 'down', how: 'refuse' });
        try {
          await expect(page.getByText(/refused/).first()).toBeVisible();
          await shoot(page, 'stale-apps');
          await page.goto(`${portal.url}/clusters`);
          await expect(page.getByText(/refused/).first()).toBeVisible();
          await shoot(page, 'stale-clusters');
          await expect(object.getByText(/refused/).first()).toBeVisible();
          await shoot(object, 'stale-object');
        } finally {
          await clearFaults(portal, 'prod-us');
        }
      });
    });
  }
}

/** Waits until something is shown and nothing says that it is loading. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('main').first()).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}
