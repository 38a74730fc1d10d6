import { parseArgs } from 'node:util';

import { LauncherError } from '../LauncherError.mjs';

export const startHelp = `Usage: npm start -- [options]

Opens the portal on a simulated fleet, or on real clusters when asked for:
a kubernetes: section in app-config.local.yaml, or --kubeconfig.

  --kubeconfig FILE     show the clusters of this kubeconfig instead, read-only
  --write               let the portal change those clusters
  --port PORT           port of the portal (3000)
  --backend-port PORT   port of its backend (7007)
  --pods COUNT          size of the simulated fleet
  --seed SEED           seed of the simulated fleet
  --quiet               no rollouts and restarts in the simulated fleet by themselves
  --verbose             show what the servers print
  --help                this text`;

/**
 * @typedef {object} StartOptions
 * @property {string | undefined} kubeconfig
 * @property {boolean} write
 * @property {number} port
 * @property {number} backendPort
 * @property {number | undefined} pods
 * @property {string | undefined} seed
 * @property {boolean} quiet
 * @property {boolean} verbose
 * @property {boolean} help
 */

/**
 * @param {readonly string[]} args
 * @returns {StartOptions}
 */
export function parseStartArgs(args) {
  const values = parse(args);
  const options = {
    kubeconfig: values.kubeconfig,
    write: values.write ?? false,
    port: parsePort('--port', values.port ?? '3000'),
    backendPort: parsePort('--backend-port', values['backend-port'] ?? '7007'),
    pods:
      values.pods === undefined ? undefined : parseCount('--pods', values.pods),
    seed: values.seed,
    quiet: values.quiet ?? false,
    verbose: values.verbose ?? false,
    help: values.help ?? false,
  };
  if (options.port === options.backendPort) {
    throw new LauncherError(
      `--port and --backend-port must differ, got ${options.port} for both.`,
    );
  }
  if (
    options.kubeconfig !== undefined &&
    (options.pods !== undefined || options.seed !== undefined)
  ) {
    throw new LauncherError(
      '--pods and --seed are of the simulated fleet, which --kubeconfig replaces.',
    );
  }
  return options;
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        kubeconfig: { type: 'string' },
        write: { type: 'boolean' },
        port: { type: 'string' },
        'backend-port': { type: 'string' },
        pods: { type: 'string' },
        seed: { type: 'string' },
        quiet: { type: 'boolean' },
        verbose: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new LauncherError(`${reason}; see npm start -- --help.`, {
      cause: error,
    });
  }
}

/**
 * @param {string} option
 * @param {string} text
 */
function parsePort(option, text) {
  const port = parseCount(option, text);
  if (port > 65_535)
    throw new LauncherError(`${option} must be 1–65535, got ${text}.`);
  return port;
}

/**
 * @param {string} option
 * @param {string} text
 */
function parseCount(option, text) {
  if (!/^[1-9]\d{0,9}$/.test(text))
    throw new LauncherError(
      `${option} must be a positive whole number, got ${text}.`,
    );
  return Number(text);
}
