import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled } from '../install/ensureInstalled.mjs';
import { Children } from '../process/Children.mjs';
import { listenForStop } from '../process/listenForStop.mjs';
import { repositoryRoot } from '../repositoryRoot.mjs';
import { gateSteps } from './gateSteps.mjs';
import { runSteps } from './runSteps.mjs';
import { summaryLine } from './summaryLine.mjs';

/**
 * `npm test`, and with `--fast` `npm run check`.
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runGate(args) {
  await ensureInstalled();
  const cache = join(repositoryRoot, 'node_modules/.cache/orrery');
  mkdirSync(cache, { recursive: true });
  // A report of an earlier run must not pass for that of a run that wrote none.
  rmSync(join(cache, 'jest.json'), { force: true });

  // Only now: it needs what was just installed.
  const { realClients } = await import('../clients/realClients.mjs');
  const clients = await realClients();

  const children = new Children();
  const stop = listenForStop();
  try {
    const total = await runSteps(
      gateSteps({
        root: repositoryRoot,
        fast: args.includes('--fast'),
        clients,
      }),
      {
        root: repositoryRoot,
        children,
        signal: stop.signal,
        log: console.log,
      },
    );
    if (stop.signal.aborted) return 130;
    console.log(summaryLine(total));
    return total.failed === 0 ? 0 : 1;
  } finally {
    await children.stopAll();
    stop.dispose();
  }
}
