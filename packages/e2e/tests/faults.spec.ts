import { expect } from '@playwright/test';

import {
  openAppsScreen,
  rowIdOf,
  type AppsScreen,
} from '../src/apps-screen/AppsScreen';
import { expectRowsOfKubectl } from '../src/apps-screen/expectRowsOfKubectl';
import { createApiClient } from '../src/clients/ApiClient';
import { sendBurst } from '../src/faults/sendBurst';
import { clearFaults, setFault } from '../src/faults/setFault';
import { fewestRows, watchForBlanks } from '../src/faults/watchForBlanks';
import { test } from '../src/portal/test';

const clusters = ['prod-us', 'edge'];
const ill = 'prod-us';
const well = 'edge';
const api = rowIdOf(ill, 'Deployment', 'checkout-api');
const worker = rowIdOf(ill, 'Deployment', 'checkout-worker');
const apiOfWell = rowIdOf(well, 'Deployment', 'checkout-api');

test.describe('The open Apps tab of checkout', () => {
  // Every row is in sight, so that what is shown can be compared as a whole.
  test.use({ viewport: { width: 1700, height: 3_000 } });

  let screen: AppsScreen;
  let burst: (deployment: string, replicas: number) => Promise<void>;
  let closeClient = () => {};

  test.beforeEach(async ({ signedInPage: page, portal, kubectl }) => {
    screen = await openAppsScreen(
      page,
      `${portal.url}/catalog/default/component/checkout/apps`,
    );
    for (const id of [api, worker, apiOfWell]) await screen.toggle(id);
    await expectRowsOfKubectl(screen, kubectl, clusters);
    const client = await createApiClient(kubectl, ill);
    closeClient = () => client.dispose();
    burst = (deployment, replicas) =>
      sendBurst(client, deployment, { changes: 60, replicas });
    await watchForBlanks(page);
  });

  test.afterEach(async ({ portal }) => {
    closeClient();
    await clearFaults(portal, ill);
  });

  const staysReadable = (how: 'refuse' | 'reset') =>
    test(`says since when and why a cluster is stale whose API server is killed (${how}), and recovers by itself`, async ({
      signedInPage: page,
      portal,
      kubectl,
    }) => {
      const scaleWell = (replicas: number) =>
        kubectl.run(well, [
          ...['scale', 'deployment/checkout-api', '--namespace=shop'],
          `--replicas=${replicas}`,
        ]);
      const shownBefore = await fewestRows(page);

      await setFault(portal, ill, { kind: 'down', how });
      const stale = screen.banner.getByRole('listitem');
      await expect(stale).toHaveText(
        /^prod-us\s*as of \d\d:\d\d:\d\d.*(ago|now).*: .*(refused|reset|closed|unreachable|hang up)/i,
      );
      await expect(screen.indicator).toHaveText('Live');

      await scaleWell(3);
      await expect(screen.cell(apiOfWell, 'ready')).toHaveText('3/3');
      await scaleWell(2);
      await expect(screen.cell(apiOfWell, 'ready')).toHaveText('2/2');
      expect(await fewestRows(page)).toBeGreaterThanOrEqual(shownBefore);

      await clearFaults(portal, ill);
      await expect(stale).toBeHidden({ timeout: 90_000 });
      await expectRowsOfKubectl(screen, kubectl, clusters);
    });
  staysReadable('refuse');
  staysReadable('reset');

  test('misses no change of a burst while watches are cut', async ({
    signedInPage: page,
    portal,
    kubectl,
  }) => {
    const shownBefore = await fewestRows(page);
    await setFault(portal, ill, {
      kind: 'dropWatches',
      how: 'reset',
      intervalMs: 200,
    });
    await burst('checkout-api', 16);
    await kubectl.run(ill, [
      ...['delete', 'pod', '--namespace=shop', '--wait=false'],
      '--selector=app.kubernetes.io/name=checkout-worker',
    ]);
    await burst('checkout-worker', 13);
    await clearFaults(portal, ill);

    await expect(screen.cell(api, 'ready')).toHaveText('16/16');
    await expect(screen.cell(worker, 'ready')).toHaveText('13/13');
    await expectRowsOfKubectl(screen, kubectl, clusters);
    expect(await fewestRows(page)).toBeGreaterThan(shownBefore / 2);
  });

  test('lists anew without a blank when the history of watches is trimmed again and again (410)', async ({
    signedInPage: page,
    portal,
    kubectl,
  }) => {
    const shownBefore = await fewestRows(page);
    await setFault(portal, ill, { kind: 'expire', intervalMs: 500 });
    await burst('checkout-api', 17);
    await expect(screen.cell(api, 'ready')).toContainText('/17');
    await clearFaults(portal, ill);

    await expect(screen.cell(api, 'ready')).toHaveText('17/17');
    await expectRowsOfKubectl(screen, kubectl, clusters);
    expect(await fewestRows(page)).toBeGreaterThan(shownBefore / 2);
  });

  test('waits as Retry-After asks when the API server answers 429, and catches up', async ({
    portal,
    kubectl,
  }) => {
    test.slow();
    await setFault(portal, ill, {
      kind: 'throttle',
      ratio: 0.6,
      retryAfterSeconds: 1,
    });
    await setFault(portal, ill, { kind: 'dropWatches', how: 'clean' });
    await kubectl.run(ill, [
      ...['scale', 'deployment/checkout-api', '--namespace=shop'],
      '--replicas=15',
    ]);

    // It gets through although more than every second request is refused; after some in a row the next try is up to 30 s away.
    await expect(screen.cell(api, 'ready')).toContainText('/15', {
      timeout: 90_000,
    });

    await clearFaults(portal, ill);
    await expect(screen.banner).toBeHidden();
    await expectRowsOfKubectl(screen, kubectl, clusters);
  });

  test('keeps rows, scroll, open rows and selection over a restart of the backend, and catches up', async ({
    signedInPage: page,
    portal,
    kubectl,
  }) => {
    await page.setViewportSize({ width: 1700, height: 800 });
    await screen.cell(apiOfWell, 'ready').click();
    await page.mouse.move(0, 0);
    const drawer = page.getByRole('dialog');
    await expect(drawer).toContainText('checkout-api');
    await screen.table.evaluate(element => element.scrollTo({ top: 600 }));
    const scrollTop = () => screen.table.evaluate(({ scrollTop: top }) => top);
    await expect.poll(scrollTop).toBe(600);
    await watchForBlanks(page);
    const shownBefore = await fewestRows(page);

    await portal.stopBackend();
    try {
      await expect(screen.indicator).toHaveText(/Reconnecting/);
      await kubectl.run(ill, [
        ...['scale', 'deployment/checkout-worker', '--namespace=shop'],
        '--replicas=12',
      ]);
      expect(await fewestRows(page)).toBeGreaterThan(shownBefore / 2);
    } finally {
      await portal.startBackend();
    }
    await expect(screen.indicator).toHaveText('Live', { timeout: 60_000 });
    expect(await scrollTop()).toBe(600);
    await expect(drawer).toContainText('checkout-api');
    await expect(page).toHaveURL(
      /object=edge%2FDeployment%2Fshop%2Fcheckout-api/,
    );
    expect(await fewestRows(page)).toBeGreaterThan(shownBefore / 2);

    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1700, height: 3_000 });
    await expect(screen.cell(worker, 'ready')).toContainText('/12');
    await expectRowsOfKubectl(screen, kubectl, clusters);
  });
});
