import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { LauncherError } from '../LauncherError.mjs';

/** The config sections that name clusters. */
const clusterSections = [
  ['kubernetes'],
  ['orrery', 'clusters', 'kubeconfigs'],
  ['orrery', 'clusters', 'inCluster'],
];

/**
 * Which clusters the portal shows, and the config files that say so, lowest priority first.
 * @typedef {object} PortalMode
 * @property {'simulated' | 'kubeconfig' | 'local config'} kind
 * @property {string | undefined} kubeconfig absolute; in simulated mode the file that the simulator writes
 * @property {readonly string[]} configFiles absolute
 */

/**
 * Decides by what was asked for, never by what a machine happens to have.
 * @param {object} options
 * @param {string} options.root the repository
 * @param {string} options.cwd what a relative --kubeconfig is relative to
 * @param {string | undefined} options.kubeconfig
 * @param {boolean} options.write
 * @returns {Promise<PortalMode>}
 */
export async function choosePortalMode({ root, cwd, kubeconfig, write }) {
  const local = join(root, 'app-config.local.yaml');
  const own = ownConfig(root);
  const base = [...own, ...(existsSync(local) ? [local] : [])];
  const writes = write ? [configOf(root, 'writes.yaml')] : [];

  if (kubeconfig !== undefined) {
    const file = resolve(cwd, kubeconfig);
    if (!existsSync(file) || !statSync(file).isFile()) {
      throw new LauncherError(
        `--kubeconfig names ${file}, which is not a file.`,
      );
    }
    const real = kubeconfigMode({ root, kubeconfig: file, write });
    return {
      ...real,
      configFiles: [...base, ...real.configFiles.slice(own.length)],
    };
  }
  if (existsSync(local) && (await namesClusters(local))) {
    return {
      kind: 'local config',
      kubeconfig: undefined,
      configFiles: [...base, ...writes],
    };
  }
  if (write) {
    throw new LauncherError(
      '--write is for real clusters, which need --kubeconfig or a kubernetes: section in app-config.local.yaml; the simulated fleet can always be changed.',
    );
  }
  const simulated = simulatedMode({
    root,
    kubeconfig: join(root, '.orrery/kubeconfig'),
  });
  return {
    ...simulated,
    configFiles: [...base, ...simulated.configFiles.slice(own.length)],
  };
}

/**
 * The simulated fleet by what the repository says alone, without the local config of a machine.
 * @param {{ root: string, kubeconfig: string }} options where the simulator writes its kubeconfig, absolute
 * @returns {PortalMode}
 */
export function simulatedMode({ root, kubeconfig }) {
  return {
    kind: 'simulated',
    kubeconfig,
    configFiles: [...ownConfig(root), configOf(root, 'simulated-fleet.yaml')],
  };
}

/**
 * The clusters of a kubeconfig by what the repository says alone, without the local config of a machine.
 * @param {{ root: string, kubeconfig: string, write: boolean }} options the kubeconfig's path is absolute
 * @returns {PortalMode}
 */
export function kubeconfigMode({ root, kubeconfig, write }) {
  return {
    kind: 'kubeconfig',
    kubeconfig,
    configFiles: [
      ...ownConfig(root),
      configOf(root, 'kubeconfig.yaml'),
      ...(write ? [configOf(root, 'writes.yaml')] : []),
    ],
  };
}

/**
 * What every mode starts from.
 * @param {string} root
 */
function ownConfig(root) {
  return [join(root, 'app-config.yaml'), configOf(root, 'database.yaml')];
}

/**
 * @param {string} root
 * @param {string} name
 */
function configOf(root, name) {
  return join(root, 'packages/launcher/config', name);
}

/**
 * Whether a config file has a section that names clusters.
 * @param {string} file
 */
async function namesClusters(file) {
  const { parse } = await import('yaml');
  /** @type {unknown} */
  let config;
  try {
    config = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new LauncherError(
      `${file} is not valid YAML: ${
        error instanceof Error ? error.message.split('\n')[0] : error
      }`,
    );
  }
  return clusterSections.some(path => isSet(config, path));
}

/**
 * @param {unknown} value
 * @param {readonly string[]} path
 * @returns {boolean}
 */
function isSet(value, path) {
  if (path.length === 0) return value !== undefined && value !== null;
  if (typeof value !== 'object' || value === null) return false;
  return isSet(Reflect.get(value, path[0]), path.slice(1));
}
