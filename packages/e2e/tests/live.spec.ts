import { expect } from '@playwright/test';

import {
  openAppsScreen,
  rowIdOf,
  type AppsScreen,
} from '../src/apps-screen/AppsScreen';
import { armRowChange, rowChangedAtMs } from '../src/apps-screen/rowChange';
import { createApiClient } from '../src/clients/ApiClient';
import { percentile } from '../src/measure/percentile';
import { test } from '../src/portal/test';

const cluster = 'edge';
const deployment = rowIdOf(cluster, 'Deployment', 'checkout-api');
const changes = 50;

test.describe('The open Apps tab of checkout', () => {
  let screen: AppsScreen;

  test.beforeEach(async ({ signedInPage, portal }) => {
    screen = await openAppsScreen(
      signedInPage,
      `${portal.url}/catalog/default/component/checkout/apps`,
    );
    await expect(screen.cell(deployment, 'ready')).toHaveText('2/2');
  });

  test('follows kubectl scale', async ({ kubectl }) => {
    const scale = (replicas: number) =>
      kubectl.run(cluster, [
        ...['scale', 'deployment/checkout-api', '--namespace=shop'],
        `--replicas=${replicas}`,
      ]);

    await scale(3);
    await expect(screen.cell(deployment, 'ready')).toHaveText('3/3');

    await scale(2);
    await expect(screen.cell(deployment, 'ready')).toHaveText('2/2');
  });

  test('follows kubectl set image, from the start of the rollout to its end', async ({
    kubectl,
  }) => {
    const inShop = (...args: string[]) =>
      kubectl.run(cluster, [...args, '--namespace=shop']);
    const path = '{.spec.template.spec.containers[0].image}';
    const before = await inShop(
      ...['get', 'deployment/checkout-api', `--output=jsonpath=${path}`],
    );
    const after = `${before.slice(0, before.lastIndexOf(':'))}:9.9.9`;

    await inShop(
      ...['set', 'image', 'deployment/checkout-api', `checkout-api=${after}`],
    );
    const image = screen.cell(deployment, 'image');
    await expect(image).toContainText('checkout-api:9.9.9');
    await expect(image).toContainText('← 1.42.0');
    await expect(image).not.toContainText('←');
    await expect(screen.cell(deployment, 'status')).toContainText(
      '2/2 available',
    );

    await inShop('rollout', 'undo', 'deployment/checkout-api');
    await expect(image).toContainText('checkout-api:1.42.0');
    await expect(image).not.toContainText('←');
  });

  test('follows kubectl delete pod and shows the pod that replaces it', async ({
    kubectl,
  }) => {
    await screen.toggle(deployment);
    const podIds = async () =>
      Object.keys(await screen.readRows()).filter(id =>
        id.startsWith(`${cluster}|Pod|`),
      );
    await expect.poll(podIds).toHaveLength(2);
    const [gone, kept] = await podIds();

    await kubectl.run(cluster, [
      ...['delete', 'pod', gone.split('/')[1], '--namespace=shop'],
      '--wait=false',
    ]);

    await expect(screen.row(gone)).toBeHidden();
    await expect.poll(podIds).toHaveLength(2);
    const replaced = (await podIds()).find(id => id !== kept);
    await expect(screen.cell(replaced ?? '', 'ready')).toHaveText('2/2');
    await expect(screen.cell(deployment, 'ready')).toHaveText('2/2');
  });

  test(`shows ${changes} changes, each as fast as measured here`, async ({
    signedInPage: page,
    kubectl,
  }, testInfo) => {
    const api = await createApiClient(kubectl, cluster);
    const path =
      '/apis/apps/v1/namespaces/shop/deployments/checkout-api/scale?fieldManager=e2e';
    const latenciesMs: number[] = [];
    try {
      for (let change = 0; change < changes; change += 1) {
        // Two sizes in turn: a row says the other one only because of this change.
        const replicas = change % 2 === 0 ? 3 : 2;
        await armRowChange(page, deployment, 'ready', `/${replicas}`);
        const { sentAtMs } = await api.patch(path, { spec: { replicas } });
        latenciesMs.push((await rowChangedAtMs(page)) - sentAtMs);
      }
    } finally {
      api.dispose();
    }
    expect(latenciesMs).toHaveLength(changes);
    const text = `change sent → row changed, ${changes} times: p50 ${percentile(
      latenciesMs,
      50,
    )} ms, p99 ${percentile(latenciesMs, 99)} ms`;
    testInfo.annotations.push({ type: 'latency', description: text });
    console.log(text);
  });
});
