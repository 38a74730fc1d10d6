import { expect, type Page } from '@playwright/test';

import {
  openAppsScreen,
  rowIdOf,
  type AppsScreen,
} from '../src/apps-screen/AppsScreen';
import { createRestClient } from '../src/clients/createRestClient';
import { seriousViolations } from '../src/portal/seriousViolations';
import { test } from '../src/portal/test';

const edgeApi = rowIdOf('edge', 'Deployment', 'checkout-api');

test.describe('Page Apps', () => {
  const open = (page: Page, url: string, query = ''): Promise<AppsScreen> =>
    openAppsScreen(page, `${url}/apps${query}`);

  test('counts workloads of all clusters by health and filters by them', async ({
    signedInPage: page,
    portal,
  }) => {
    const checkout = await open(page, portal.url, '?q=checkout');
    const clusters = async () =>
      new Set(
        Object.keys(await checkout.readRows()).map(id => id.split('|')[0]),
      );
    await expect
      .poll(clusters)
      .toEqual(new Set(['edge', 'prod-eu', 'prod-us']));

    const screen = await open(page, portal.url);
    const degraded = page
      .getByRole('group', { name: 'Filter by health' })
      .getByRole('button', { name: /degraded/ });
    const count = Number(/\d+/.exec(await degraded.innerText())?.[0]);
    expect(count).toBeGreaterThan(0);

    await degraded.click();
    await expect(degraded).toHaveAttribute('aria-pressed', 'true');
    await expect
      .poll(async () => Object.keys(await screen.readRows()).length)
      .toBe(count);

    await degraded.click();
    await expect
      .poll(async () => Object.keys(await screen.readRows()).length)
      .toBeGreaterThan(count);
  });

  test('is usable by keyboard: / filters, j and k move, Enter opens, Esc closes', async ({
    signedInPage: page,
    portal,
  }) => {
    const screen = await open(page, portal.url);
    await page.keyboard.press('/');
    await page.keyboard.type('checkout-api edge');
    await page.keyboard.press('Escape');
    await expect(screen.table).toBeFocused();
    const ids = async () => Object.keys(await screen.readRows());
    await expect.poll(ids).toEqual([edgeApi]);
    expect(new URL(page.url()).searchParams.get('q')).toBe('checkout-api edge');

    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const active = screen.table.locator('[data-state~="active"]');
    await expect(active).toHaveAttribute('data-row-id', 'edge|');
    await page.keyboard.press('j');
    await expect(active).toHaveAttribute('data-row-id', edgeApi);

    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await expect(drawer).toContainText('checkout-api');
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await expect(screen.table).toBeFocused();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no serious accessibility violation in the ${colorScheme} theme, with the drawer open too`, async ({
      signedInPage: page,
      portal,
    }) => {
      await page.emulateMedia({ colorScheme });
      const screen = await open(page, portal.url, '?q=checkout-api');
      expect(await seriousViolations(page, 'main')).toEqual([]);

      await screen.cell(edgeApi, 'ready').click();
      const drawer = page.getByRole('dialog');
      for (const tab of ['Containers', 'Conditions', 'YAML', 'Summary']) {
        await drawer.getByRole('tab', { name: tab }).click();
        expect(await seriousViolations(page, '[role=dialog]')).toEqual([]);
      }
      expect(await seriousViolations(page, 'main')).toEqual([]);
    });
  }

  test('goes to other pages with g and a letter, and lists the keys behind ?', async ({
    signedInPage: page,
    portal,
  }) => {
    const screen = await open(page, portal.url);
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(list).toContainText('Next and previous row');
    await expect(list).toContainText('Go to Clusters');
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();

    await page.keyboard.type('gc');
    await expect(page).toHaveURL(/\/clusters$/);
    await page.keyboard.type('ge');
    await expect(page).toHaveURL(/\/catalog/);
    await page.keyboard.type('ga');
    await expect(page).toHaveURL(/\/apps$/);
    await expect(screen.table).toBeVisible();

    await page.keyboard.type('/gc');
    await expect(page).toHaveURL(/\/apps\?q=gc$/);
  });

  test('keeps the choice of columns over a reload', async ({
    signedInPage: page,
    portal,
  }) => {
    const screen = await open(page, portal.url);
    const header = screen.table.getByRole('columnheader', { name: 'Image' });
    await expect(header).toBeVisible();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Image' }).click();
    await expect(header).toBeHidden();

    await page.reload();
    await expect(screen.table).toBeVisible();
    await expect(header).toBeHidden();

    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitem', { name: 'Reset to default' }).click();
    await expect(header).toBeVisible();
  });

  test('leads from the drawer to a page of the object, with its owners, containers, conditions, events and YAML', async ({
    signedInPage: page,
    portal,
  }) => {
    const screen = await open(page, portal.url, '?cluster=edge&q=checkout-api');
    await screen.toggle(edgeApi);
    const pod = screen.table.locator('[data-row-id^="edge|Pod|"]').first();
    const name = (await pod.getAttribute('data-row-id'))?.split('/')[1] ?? '';
    await pod.locator('[data-column="ready"]').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('link', { name: 'Open as page' }).click();

    await expect(page).toHaveURL(
      new RegExp(`/clusters/edge/objects/Pod/${name}\\?namespace=shop`),
    );
    await expect(drawer).toBeHidden();
    const object = page.getByRole('main').getByRole('article', {
      name: `Pod shop/${name}`,
    });
    for (const part of ['Summary', 'Owners', 'Containers', 'Conditions']) {
      await expect(object.getByRole('region', { name: part })).toBeVisible();
    }
    expect(await seriousViolations(page, 'main')).toEqual([]);
    await object.getByRole('tab', { name: 'Events' }).click();
    await expect(object.getByRole('tabpanel')).not.toBeEmpty();
    await object.getByRole('tab', { name: 'YAML' }).click();
    await page.reload();
    await expect(
      object.getByRole('textbox', { name: `YAML of Pod ${name}` }),
    ).toContainText('kind: Pod');

    await object.getByRole('tab', { name: 'Overview' }).click();
    const owners = object.getByRole('region', { name: 'Owners' });
    await owners
      .getByRole('button', { name: 'checkout-api', exact: true })
      .click();
    await expect(page).toHaveURL(/objects\/Deployment\/checkout-api\?/);
  });

  test('opens a Deployment down to its pods', async ({
    signedInPage: page,
    portal,
  }) => {
    const screen = await open(page, portal.url, '?cluster=edge&q=checkout');
    await expect(screen.row(edgeApi)).toHaveAttribute('aria-level', '2');
    await screen.toggle(edgeApi);

    const kinds = async () =>
      Object.keys(await screen.readRows()).map(id => id.split('|')[1]);
    await expect
      .poll(kinds)
      .toEqual(expect.arrayContaining(['Deployment', 'ReplicaSet', 'Pod']));
    const pod = screen.table.locator('[data-row-id^="edge|Pod|"]').first();
    await expect(pod).toHaveAttribute('aria-level', '4');
  });

  test('opens the drawer of a link again after a reload, with YAML free of managed fields', async ({
    signedInPage: page,
    portal,
  }) => {
    const screen = await open(page, portal.url, '?q=checkout-api');
    await screen.cell(edgeApi, 'ready').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('tab', { name: 'YAML' }).click();
    await expect(page).toHaveURL(/tab=yaml/);

    await page.reload();

    const yaml = drawer.getByRole('textbox', {
      name: 'YAML of Deployment checkout-api',
    });
    await expect(yaml).toContainText('kind: Deployment');
    await expect(yaml).not.toContainText('managedFields');
    await expect(yaml).not.toContainText('last-applied-configuration');
  });

  test('never shows the values of a Secret', async ({
    signedInPage: page,
    portal,
    kubectl,
  }) => {
    const value = await kubectl.run('prod-eu', [
      ...['get', 'secret', 'kafka-credentials', '--namespace=data'],
      '--output=go-template={{range .data}}{{.}}{{break}}{{end}}',
    ]);
    expect(value.length).toBeGreaterThan(3);
    const call = await createRestClient(portal);
    const answer = await call(
      'GET',
      '/clusters/prod-eu/objects/Secret/kafka-credentials?namespace=data',
    );
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toContain(value);

    await open(
      page,
      portal.url,
      '?object=prod-eu/Secret/data/kafka-credentials&tab=yaml',
    );
    const yaml = page.getByRole('textbox', {
      name: 'YAML of Secret kafka-credentials',
    });
    await expect(yaml).toContainText('kind: Secret');
    await expect(yaml).not.toContainText(value);
  });

  test.describe('at 800 px', () => {
    test.use({ viewport: { width: 800, height: 900 } });

    test('shows what decides, and the drawer as a page', async ({
      signedInPage: page,
      portal,
    }) => {
      const screen = await open(page, portal.url, '?q=checkout-api');
      await expect(screen.cell(edgeApi, 'status')).toBeVisible();
      await expect(screen.cell(edgeApi, 'ready')).toBeVisible();
      const overflow = await page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);

      await screen.cell(edgeApi, 'ready').click();
      const box = await page.getByRole('dialog').boundingBox();
      expect(box?.width).toBeGreaterThan(600);
    });
  });
});
