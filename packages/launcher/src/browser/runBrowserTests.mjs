import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { playwrightReport } from '../gate/testReport.mjs';
import { runSteps } from '../gate/runSteps.mjs';
import { summaryLine } from '../gate/summaryLine.mjs';
import { ensureInstalled } from '../install/ensureInstalled.mjs';
import { Children } from '../process/Children.mjs';
import { listenForStop } from '../process/listenForStop.mjs';
import { repositoryRoot } from '../repositoryRoot.mjs';
import { ensureChromium } from './ensureChromium.mjs';

/**
 * `npm run test:e2e`, and with `--screenshots` `npm run screenshots`. Other arguments go to Playwright.
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runBrowserTests(args) {
  await ensureInstalled();
  const chromium = ensureChromium();
  const folder = join(repositoryRoot, 'packages/e2e');
  const reportFile = join(folder, 'test-results/report.json');
  mkdirSync(join(folder, 'test-results'), { recursive: true });
  // A report of an earlier run must not pass for that of a run that wrote none.
  rmSync(reportFile, { force: true });

  const project = args.includes('--screenshots') ? 'screenshots' : 'portal';
  const children = new Children();
  const stop = listenForStop();
  stop.signal.addEventListener('abort', () => void children.stopAll(), {
    once: true,
  });
  try {
    const total = await runSteps(
      [
        {
          name: `browser ${project === 'portal' ? 'tests' : project}`,
          command: process.execPath,
          args: [
            ...[
              join(repositoryRoot, 'node_modules/@playwright/test/cli.js'),
              'test',
            ],
            ...[
              '--config',
              join(folder, 'playwright.config.ts'),
              '--project',
              project,
            ],
            ...args.filter(arg => arg !== '--screenshots'),
          ],
          env: {
            ORRERY_CHROMIUM: chromium,
            PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
          },
          alone: true,
          isProgress: () => true,
          report: () => playwrightReport(reportFile),
        },
      ],
      { root: repositoryRoot, children, signal: stop.signal, log: console.log },
    );
    if (stop.signal.aborted) return 130;
    const screenshots = join(folder, '.screenshots');
    if (project === 'screenshots' && existsSync(screenshots))
      console.log(`Screenshots: ${screenshots}`);
    console.log(summaryLine(total));
    return total.failed === 0 ? 0 : 1;
  } finally {
    await children.stopAll();
    stop.dispose();
  }
}
