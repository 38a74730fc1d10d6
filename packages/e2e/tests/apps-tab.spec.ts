import { expect } from '@playwright/test';

import { seriousViolations } from '../src/portal/seriousViolations';
import { test } from '../src/portal/test';

const appsTab = '/catalog/default/component/checkout/apps';

test.describe('Apps tab of checkout', () => {
  test('is reached from the catalog and shows the pods of the service', async ({
    signedInPage: page,
    portal,
  }) => {
    await page.goto(`${portal.url}/catalog/default/component/checkout`);
    await page.getByRole('main').getByRole('link', { name: 'Apps' }).click();

    await expect(page).toHaveURL(new RegExp(`${appsTab}`));
    await expect(
      page.getByRole('row').filter({ hasText: 'checkout' }).first(),
    ).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no serious accessibility violation in the ${colorScheme} theme`, async ({
      signedInPage: page,
      portal,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${portal.url}${appsTab}`);
      await expect(
        page.getByRole('row').filter({ hasText: 'checkout' }).first(),
      ).toBeVisible();

      expect(await seriousViolations(page, 'main')).toEqual([]);
    });
  }
});
