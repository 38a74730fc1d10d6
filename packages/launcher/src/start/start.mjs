import { join } from 'node:path';

import { ensureInstalled } from '../install/ensureInstalled.mjs';
import { LauncherError } from '../LauncherError.mjs';
import { Children } from '../process/Children.mjs';
import { listenForStop } from '../process/listenForStop.mjs';
import { assertPortsFree } from '../process/ports.mjs';
import { repositoryRoot } from '../repositoryRoot.mjs';
import { choosePortalMode } from './choosePortalMode.mjs';
import { describePortal } from './describePortal.mjs';
import { openServerLog } from './openServerLog.mjs';
import { parseStartArgs, startHelp } from './parseStartArgs.mjs';
import { startPortal } from './startPortal.mjs';

/**
 * `npm start`: opens the portal and keeps it open until asked to stop.
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code: 0 when it was asked to stop
 */
export async function start(args) {
  const options = parseStartArgs(args);
  if (options.help) {
    console.log(startHelp);
    return 0;
  }
  const startedMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedMs) / 1000);
  await assertPortsFree([
    { port: options.port, use: 'portal', option: '--port' },
    { port: options.backendPort, use: 'backend', option: '--backend-port' },
  ]);
  await ensureInstalled();
  const mode = await choosePortalMode({
    root: repositoryRoot,
    cwd: process.env.INIT_CWD ?? process.cwd(),
    kubeconfig: options.kubeconfig,
    write: options.write,
  });

  const children = new Children();
  const stop = listenForStop();
  const output = openServerLog(join(repositoryRoot, '.orrery/portal.log'));
  try {
    console.log('Starting the portal');
    const portal = await startPortal({
      root: repositoryRoot,
      children,
      mode,
      port: options.port,
      backendPort: options.backendPort,
      databaseFolder: join(
        repositoryRoot,
        `.orrery/database-${options.backendPort}`,
      ),
      simulatorArgs: [
        ...(options.pods === undefined ? [] : ['--pods', String(options.pods)]),
        ...(options.seed === undefined ? [] : ['--seed', options.seed]),
        ...(options.quiet ? ['--quiet'] : []),
      ],
      signal: stop.signal,
      onProgress: message => console.log(`  ${message} (${seconds()} s)`),
      onLine: (name, line) => {
        output.add(`[${name}] ${line}`);
        if (options.verbose) console.log(`[${name}] ${line}`);
      },
    });
    console.log(
      describePortal({
        url: portal.url,
        mode,
        write: options.write,
        seconds: seconds(),
        controlUrl: portal.simulator?.controlUrl,
      }),
    );
    throw await Promise.race([portal.failed, aborted(stop.signal)]);
  } catch (error) {
    if (stop.signal.aborted) {
      console.log('\nStopping');
      return 0;
    }
    if (!(error instanceof LauncherError)) throw error;
    throw new LauncherError(`${error.message} All output: ${output.file}`, {
      cause: error,
      details: options.verbose ? undefined : output.tail(),
    });
  } finally {
    await children.stopAll();
    stop.dispose();
    output.close();
  }
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<unknown>} the reason
 */
function aborted(signal) {
  return new Promise(resolve => {
    if (signal.aborted) resolve(signal.reason);
    signal.addEventListener('abort', () => resolve(signal.reason), {
      once: true,
    });
  });
}
