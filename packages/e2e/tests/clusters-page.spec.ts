import { expect, type Page } from '@playwright/test';

import { seriousViolations } from '../src/portal/seriousViolations';
import { test } from '../src/portal/test';

test.describe('Page Clusters', () => {
  const open = async (page: Page, url: string, query = '') => {
    await page.goto(`${url}/clusters${query}`);
    const table = page.getByRole('grid', { name: 'Clusters' });
    await expect(table.locator('[data-row-id="edge"]')).toContainText(
      'Healthy',
    );
    return table;
  };

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no serious accessibility violation in the ${colorScheme} theme, with its drawers open too`, async ({
      signedInPage: page,
      portal,
    }) => {
      await page.emulateMedia({ colorScheme });
      await open(page, portal.url);
      expect(await seriousViolations(page, 'main')).toEqual([]);

      await open(page, portal.url, '?selected=edge');
      const drawer = page.getByRole('dialog');
      const nodes = drawer.getByRole('grid', { name: 'Nodes' });
      await expect(nodes).toBeVisible();
      expect(await seriousViolations(page, '[role=dialog]')).toEqual([]);

      await nodes.locator('[data-row-id]').first().click();
      await expect(drawer.getByRole('tab', { name: 'Summary' })).toBeVisible();
      expect(await seriousViolations(page, '[role=dialog]')).toEqual([]);
    });
  }

  test('is usable by keyboard: / filters, Enter opens the nodes, a node has a page of its own', async ({
    signedInPage: page,
    portal,
  }) => {
    const table = await open(page, portal.url);
    await page.keyboard.press('/');
    await page.keyboard.type('edge');
    await page.keyboard.press('Enter');
    await expect(table).toBeFocused();
    await expect(table.locator('[data-row-id]')).toHaveCount(1);
    await page.keyboard.press('Enter');

    const drawer = page.getByRole('dialog');
    const nodes = drawer.getByRole('grid', { name: 'Nodes' });
    await nodes.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/object=edge%2FNode/);
    await drawer.getByRole('link', { name: 'Open as page' }).click();
    await expect(page).toHaveURL(/\/clusters\/edge\/objects\/Node\//);
    await expect(
      page.getByRole('region', { name: 'Conditions' }),
    ).toContainText('Ready');
  });

  test('says on the page of an object that does not exist that it does not', async ({
    signedInPage: page,
    portal,
  }) => {
    await page.goto(
      `${portal.url}/clusters/edge/objects/Pod/nobody?namespace=shop`,
    );
    await expect(page.getByRole('main')).toContainText(
      'Pod shop/nobody does not exist',
    );
  });
});
