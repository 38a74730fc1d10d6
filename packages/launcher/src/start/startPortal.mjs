import { join } from 'node:path';

import { LauncherError } from '../LauncherError.mjs';
import { waitForHttp } from '../process/waitForHttp.mjs';
import { watchForFailure } from '../process/watchForFailure.mjs';
import { backstageCli } from './backstageCli.mjs';
import { startSimulator } from './startSimulator.mjs';

/**
 * @typedef {object} PortalOptions
 * @property {string} root
 * @property {import('../process/Children.mjs').Children} children owns the processes
 * @property {import('./choosePortalMode.mjs').PortalMode} mode
 * @property {number} port
 * @property {number} backendPort
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

  const simulator =
    mode.kind === 'simulated' ? await startFleet(options) : undefined;
  if (simulator !== undefined) {
    watch(simulator.child);
    onProgress('the simulated fleet is up');
  }

  /** @type {(name: string, readyUrl: string) => Promise<void>} */
  const ready = async (name, readyUrl) => {
    const timeout = AbortSignal.timeout(readyTimeoutMs);
    await Promise.race([
      waitForHttp(readyUrl, { signal: AbortSignal.any([signal, timeout]) }),
      failed.then(error => Promise.reject(error)),
    ]).catch(error => {
      signal.throwIfAborted();
      if (!timeout.aborted) throw error;
      throw new LauncherError(
        `the ${name} did not answer on ${readyUrl} within ${
          readyTimeoutMs / 1000
        } s.`,
      );
    });
    onProgress(`the ${name} is ready`);
  };

  let backend = startServer(options, 'backend', 'packages/backend');
  let letBackendEnd = watch(backend);
  watch(startServer(options, 'frontend', 'packages/app'));
  const backendReady = () =>
    ready('backend', `${backendUrl}/.backstage/health/v1/readiness`);
  await Promise.all([backendReady(), ready('frontend', `${url}/`)]);

  return {
    url,
    backendUrl,
    simulator,
    failed,
    stopBackend: async () => {
      letBackendEnd();
      await backend.stop();
    },
    startBackend: async () => {
      backend = startServer(options, 'backend', 'packages/backend');
      letBackendEnd = watch(backend);
      await backendReady();
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

/**
 * @param {PortalOptions} options
 * @param {string} name
 * @param {string} folder of the package to start
 */
function startServer(
  { root, children, mode, port, backendPort, onLine },
  name,
  folder,
) {
  const configArgs = mode.configFiles.flatMap(file => ['--config', file]);
  return children.start({
    name,
    ...backstageCli(root, ['package', 'start', ...configArgs]),
    cwd: join(root, folder),
    env: {
      ...(mode.kubeconfig !== undefined && {
        ORRERY_KUBECONFIG: mode.kubeconfig,
      }),
      ORRERY_PORT: String(port),
      ORRERY_BACKEND_PORT: String(backendPort),
      NODE_ENV: 'development',
    },
    onLine: line => onLine?.(name, line),
  });
}
