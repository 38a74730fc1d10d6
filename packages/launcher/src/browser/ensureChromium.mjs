import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { LauncherError } from '../LauncherError.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];

/**
 * The browser of the end-to-end tests: the one that ORRERY_CHROMIUM names, else one on the PATH, else Debian's, installed
 * with apt-get when this process may do that.
 * @param {{ env?: NodeJS.ProcessEnv, install?: () => boolean, log?: (line: string) => void }} [options]
 *   `install` returns whether it succeeded
 * @returns {string} the path of the executable
 */
export function ensureChromium({
  env = process.env,
  install = installWithApt,
  log = console.log,
} = {}) {
  const named = env.ORRERY_CHROMIUM;
  if (named !== undefined) {
    if (isExecutable(named)) return named;
    throw new LauncherError(
      `ORRERY_CHROMIUM names ${named}, which is not an executable file.`,
    );
  }
  const present = findOnPath(env);
  if (present !== undefined) return present;
  log('Installing Chromium with apt-get');
  const installed = install() ? findOnPath(env) : undefined;
  if (installed === undefined) {
    throw new LauncherError(
      'no Chromium found, and apt-get could not install one: install it, or name one in ORRERY_CHROMIUM.',
    );
  }
  return installed;
}

/** @param {NodeJS.ProcessEnv} env */
function findOnPath(env) {
  return names
    .flatMap(name =>
      (env.PATH ?? '').split(delimiter).map(folder => join(folder, name)),
    )
    .find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there or not ours to run, which is the answer
  }
}

function installWithApt() {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  return [
    ['apt-get', 'update', '-q'],
    ['apt-get', 'install', '-q', '-y', '--no-install-recommends', 'chromium'],
  ].every(([command, ...args]) => {
    const [program, ...rest] = [...sudo, command, ...args];
    const { status } = spawnSync(program, rest, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return status === 0;
  });
}
