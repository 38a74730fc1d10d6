import { expect, test } from '@playwright/test';

import { appsScreenOf } from '../src/apps-screen/AppsScreen';
import { scrollBy } from '../src/apps-screen/scrollBy';
import { createKubectl } from '../src/clients/Kubectl';
import { requireKubectl } from '../src/clients/requireKubectl';
import { startLongTaskLog, summaryOfLongTasks } from '../src/measure/longTasks';
import { signIn } from '../src/portal/signIn';
import { startTestPortal } from '../src/portal/startTestPortal';

const pods = 10_000;
/** Far above what fits into the window, far below what there is. */
const mostRowsDrawn = 100;
/** For the first read of all pods through a development build, on a machine that does other things too. */
const readingMs = 120_000;

test.describe(`The Apps page of a fleet of ${pods} pods`, () => {
  test.setTimeout(420_000);

  test('draws what is in sight, scrolls to the end and stays live', async ({
    page,
  }, testInfo) => {
    const binary = await requireKubectl(test);
    const portal = await startTestPortal({
      logFolder: testInfo.project.outputDir,
      simulatorArgs: ['--pods', String(pods), '--quiet', '--no-delivery'],
    });
    const kubectl = createKubectl({ binary, kubeconfig: portal.kubeconfig });
    const report = (text: string) => {
      testInfo.annotations.push({ type: 'long tasks', description: text });
      console.log(text);
    };
    try {
      await signIn(page, portal.url);
      // The word is found in every pod, so every workload opens down to its pods.
      await page.goto(`${portal.url}/apps?q=pod`);
      const screen = appsScreenOf(page);
      await expect(screen.table).toBeVisible({ timeout: readingMs });
      const rowCount = async () =>
        Number(await screen.table.getAttribute('aria-rowcount'));
      await expect.poll(rowCount, { timeout: readingMs }).toBeGreaterThan(pods);

      await startLongTaskLog(page);
      const heightPx = await screen.table.evaluate(
        ({ scrollHeight }) => scrollHeight,
      );
      for (const [how, stepPx, frames] of [
        ['with the wheel', 120, 90],
        ['to the end with the scrollbar', Math.ceil(heightPx / 60), 60],
      ] as const) {
        const { mostRows, tookMs } = await scrollBy(screen.table, {
          stepPx,
          frames,
        });
        expect(mostRows).toBeGreaterThan(10);
        expect(mostRows).toBeLessThan(mostRowsDrawn);
        report(
          `scrolling ${how} in ${frames} frames took ${Math.round(
            tookMs,
          )} ms, with ${summaryOfLongTasks(await startLongTaskLog(page))}`,
        );
      }

      const last = screen.table.locator('[data-row-id]').last();
      await expect(last).toHaveAttribute(
        'aria-rowindex',
        String(await rowCount()),
      );
      const shown = screen.table.locator('[data-row-id*="|Pod|"]').last();
      const id = (await shown.getAttribute('data-row-id')) ?? '';
      const [cluster, , key] = id.split('|');
      const [namespace, name] = key.split('/');
      await kubectl.run(cluster, [
        ...['delete', 'pod', name, `--namespace=${namespace}`, '--wait=false'],
      ]);
      await expect(screen.row(id)).toBeHidden();
      await expect.poll(rowCount).toBeGreaterThan(pods);
      report(
        `replacing a pod in sight: ${summaryOfLongTasks(
          await startLongTaskLog(page),
        )}`,
      );
    } finally {
      kubectl.dispose();
      await portal.dispose();
    }
  });
});
