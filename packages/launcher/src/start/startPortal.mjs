import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { LauncherError } from '../LauncherError.mjs';
import { watchForFailure } from '../process/watchForFailure.mjs';
import { backstageCli } from './backstageCli.mjs';
import { crashPrefix } from './crashPrefix.cjs';
import { startSimulator } from './startSimulator.mjs';
import { waitUntilReady } from './waitUntilReady.mjs';

/**
 * @typedef {object} PortalOptions
 * @property {string} root
 * @property {import('../process/Children.mjs').Children} children owns the processes
 * @property {import('./choosePortalMode.mjs').PortalMode} mode
 * @property {number} port
 * @property {number} backendPort
 * @property {string} databaseFolder absolute; emptied first
 * @property {readonly string[]} [simulatorArgs]
 * @property {AbortSignal} signal
 * @property {(message: string) => void} [onProgress]
 * @property {(name: string, line: string) => void} [onLine] what the servers print
 *
 * @typedef {object} Portal
 * @property {string} url
 * @property {string} backendUrl
 * @property {import('./startSimulator.mjs').Simulator | undefined} simulator
 * @property {Promise<LauncherError>} failed resolves when a server ends by itself
 * @property {() => Promise<void>} stopBackend ends the backend while the rest goes on
 * @property {() => Promise<void>} startBackend after `stopBackend`; resolves when the new one is ready
 */

const readyTimeoutMs = 180_000;

/**
 * Starts the simulator if the mode has one, the backend and the frontend, and resolves when a browser can use them.
 * The processes belong to `children`, also after a rejection: stop them there.
 * @param {PortalOptions} options
 * @returns {Promise<Portal>}
 */
export async function startPortal(options) {
  const { mode, port, backendPort, signal, onProgress = () => {} } = options;
  const url = `http://localhost:${port}`;
  const backendUrl = `http://localhost:${backendPort}`;
  const { failed, watch } = watchForFailure();
  rmSync(options.databaseFolder, { recursive: true, force: true });

  const simulator =
    mode.kind === 'simulated' ? await startFleet(options) : undefined;
  if (simulator !== undefined) {
    watch(simulator.child);
    onProgress('the simulated fleet is up');
  }

  /** @type {(name: string, readyUrl: string, crashed?: Promise<LauncherError>) => Promise<void>} */
  const ready = async (name, readyUrl, crashed) => {
    await waitUntilReady({
      name,
      url: readyUrl,
      timeoutMs: readyTimeoutMs,
      failures: crashed === undefined ? [failed] : [failed, crashed],
      signal,
    });
    onProgress(`the ${name} is ready`);
  };
  const startBackend = async () => {
    const { child, crashed } = startBackendProcess(options);
    const letEnd = watch(child);
    await ready(
      'backend',
      `${backendUrl}/.backstage/health/v1/readiness`,
      crashed,
    );
    return { child, letEnd };
  };

  const starting = startBackend();
  watch(startServer(options, 'frontend', 'packages/app'));
  let [backend] = await Promise.all([starting, ready('frontend', `${url}/`)]);

  return {
    url,
    backendUrl,
    simulator,
    failed,
    stopBackend: async () => {
      backend.letEnd();
      await backend.child.stop();
    },
    startBackend: async () => {
      backend = await startBackend();
    },
  };
}

/** @param {PortalOptions} options */
function startFleet({
  root,
  children,
  mode,
  simulatorArgs = [],
  signal,
  onLine,
}) {
  return startSimulator({
    root,
    children,
    kubeconfig: mode.kubeconfig ?? '',
    args: simulatorArgs,
    signal,
    onLine: line => onLine?.('simulator', line),
  });
}

/** @param {PortalOptions} options */
function startBackendProcess(options) {
  /** @type {(error: LauncherError) => void} */
  let reportCrash = () => {};
  /** @type {Promise<LauncherError>} */
  const crashed = new Promise(resolve => (reportCrash = resolve));
  const announceCrash = fileURLToPath(
    new URL('./announceCrash.cjs', import.meta.url),
  );
  const child = startServer(options, 'backend', 'packages/backend', {
    args: ['--require', announceCrash],
    onLine: line => {
      if (line.startsWith(crashPrefix)) {
        reportCrash(
          new LauncherError(
            `the backend crashed (exit code ${line.slice(
              crashPrefix.length,
            )}).`,
          ),
        );
      }
    },
  });
  return { child, crashed };
}

/**
 * @param {PortalOptions} options
 * @param {string} name
 * @param {string} folder of the package to start
 * @param {{ args?: readonly string[], onLine?: (line: string) => void }} [more]
 */
function startServer(options, name, folder, { args = [], onLine } = {}) {
  const { root, children, mode, port, backendPort, databaseFolder } = options;
  const configArgs = mode.configFiles.flatMap(file => ['--config', file]);
  return children.start({
    name,
    ...backstageCli(root, ['package', 'start', ...args, ...configArgs]),
    cwd: join(root, folder),
    env: {
      ...(mode.kubeconfig !== undefined && {
        ORRERY_KUBECONFIG: mode.kubeconfig,
      }),
      ORRERY_PORT: String(port),
      ORRERY_BACKEND_PORT: String(backendPort),
      ORRERY_DATABASE_DIR: databaseFolder,
      NODE_ENV: 'development',
    },
    onLine: line => {
      onLine?.(line);
      options.onLine?.(name, line);
    },
  });
}
