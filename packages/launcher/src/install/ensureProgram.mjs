import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { LauncherError } from '../LauncherError.mjs';

/**
 * Finds a program of the tests on the PATH, or installs Debian's with apt-get when this process may do that.
 * @param {object} options
 * @param {string} options.program
 * @param {string} options.debianPackage
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {(debianPackage: string) => boolean} [options.install] returns whether it succeeded
 * @param {(line: string) => void} [options.log]
 * @returns {string} the path of the executable
 */
export function ensureProgram({
  program,
  debianPackage,
  env = process.env,
  install = installWithApt,
  log = console.log,
}) {
  const present = findOnPath([program], env);
  if (present !== undefined) return present;
  log(`Installing ${debianPackage} with apt-get`);
  const installed = install(debianPackage)
    ? findOnPath([program], env)
    : undefined;
  if (installed !== undefined) return installed;
  throw new LauncherError(
    `no ${program} found, and apt-get could not install one: install it.`,
  );
}

/**
 * The first of the programs that is on the PATH.
 * @param {readonly string[]} names
 * @param {NodeJS.ProcessEnv} env
 */
export function findOnPath(names, env) {
  return names
    .flatMap(name =>
      (env.PATH ?? '').split(delimiter).map(folder => join(folder, name)),
    )
    .find(isExecutable);
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there or not ours to run, which is the answer
  }
}

/**
 * @param {string} debianPackage
 * @returns {boolean} whether it succeeded
 */
export function installWithApt(debianPackage) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  return [
    ['apt-get', 'update', '-q'],
    [
      'apt-get',
      'install',
      '-q',
      '-y',
      '--no-install-recommends',
      debianPackage,
    ],
  ].every(([command, ...args]) => {
    const [program, ...rest] = [...sudo, command, ...args];
    const { status } = spawnSync(program, rest, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return status === 0;
  });
}
