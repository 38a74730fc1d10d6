import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { LauncherError } from '../LauncherError.mjs';

/**
 * @typedef {object} Simulator
 * @property {import('../process/Children.mjs').Child} child
 * @property {string} kubeconfig
 * @property {string | undefined} controlUrl where faults are switched on and off
 */

const readyTimeoutMs = 60_000;

/**
 * Starts the simulated fleet and resolves when its API servers answer and its kubeconfig is written.
 * @param {object} options
 * @param {string} options.root
 * @param {import('../process/Children.mjs').Children} options.children
 * @param {string} options.kubeconfig where to write it, absolute
 * @param {readonly string[]} options.args more options of `orrery-sim start`
 * @param {AbortSignal} options.signal
 * @param {(line: string) => void} [options.onLine]
 * @returns {Promise<Simulator>}
 */
export async function startSimulator({
  root,
  children,
  kubeconfig,
  args,
  signal,
  onLine,
}) {
  mkdirSync(dirname(kubeconfig), { recursive: true });
  /** @type {(ready: Record<string, unknown>) => void} */
  let reportReady = () => {};
  /** @type {Promise<Record<string, unknown>>} */
  const ready = new Promise(resolve => (reportReady = resolve));
  const child = children.start({
    name: 'simulator',
    command: process.execPath,
    args: [
      join(root, 'packages/cluster-simulator/bin/orrery-sim.cjs'),
      'start',
      '--json',
      '--kubeconfig-out',
      kubeconfig,
      '--control-port',
      '0',
      ...args,
    ],
    cwd: root,
    onLine: line => {
      onLine?.(line);
      const message = parseReady(line);
      if (message !== undefined) reportReady(message);
    },
  });
  const timeout = AbortSignal.timeout(readyTimeoutMs);
  const { control } = await Promise.race([
    ready,
    child.ended.then(how =>
      Promise.reject(
        new LauncherError(`the simulator ended by itself (${how}).`),
      ),
    ),
    rejectOnAbort(signal, () => signal.reason),
    rejectOnAbort(
      timeout,
      () =>
        new LauncherError(
          `the simulator was not ready within ${readyTimeoutMs / 1000} s.`,
        ),
    ),
  ]);
  return {
    child,
    kubeconfig,
    controlUrl: typeof control === 'string' ? control : undefined,
  };
}

/**
 * The line by which `orrery-sim start --json` says that it is ready.
 * @param {string} line
 * @returns {Record<string, unknown> | undefined}
 */
function parseReady(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // a line that is not JSON is not the one we wait for
  }
}

/**
 * @param {AbortSignal} signal
 * @param {() => unknown} reason
 * @returns {Promise<never>}
 */
function rejectOnAbort(signal, reason) {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(reason());
    signal.addEventListener('abort', () => reject(reason()), { once: true });
  });
}
