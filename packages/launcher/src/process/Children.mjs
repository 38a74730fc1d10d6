import { fork, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { endProcessGroups } from './processGroup.mjs';

/**
 * @typedef {object} ChildOptions
 * @property {string} name shown in messages
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [env] on top of this process's environment
 * @property {(line: string) => void} [onLine] each line that the child prints, on either stream
 *
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid also the id of its process group
 * @property {Promise<string>} ended resolves with how it ended, e.g. `exit code 1`; never rejects
 * @property {Promise<void>} closed resolves when it has ended and every line it printed was handed over
 * @property {() => Promise<void>} stop ends the child and everything it started; harmless when it has ended
 */

/**
 * The processes that a command has started, each the leader of its own process group, so that ending one ends what it
 * started in turn.
 *
 * Guarantees:
 * - After `stopAll()` no member of any group is alive.
 * - When this process dies without calling it, even by SIGKILL, a reaper does the same.
 */
export class Children {
  /** @type {Set<Child>} */
  #children = new Set();
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #reaper;

  /**
   * @param {ChildOptions} options
   * @returns {Child}
   */
  start({ name, command, args, cwd, env, onLine }) {
    this.#reaper ??= startReaper();
    const process_ = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const pid = process_.pid ?? 0;
    if (pid > 0) this.#reaper.send({ add: pid });
    for (const stream of [process_.stdout, process_.stderr]) {
      createInterface({ input: stream }).on('line', line => onLine?.(line));
    }
    /** @type {Promise<string>} */
    const ended = new Promise(resolve => {
      process_.once('error', error => resolve(error.message));
      process_.once('exit', (code, signal) =>
        resolve(signal ?? `exit code ${code}`),
      );
    });
    /** @type {Promise<void>} */
    const closed = new Promise(resolve =>
      process_.once('close', () => resolve()),
    );
    const child = {
      name,
      pid,
      ended,
      closed,
      stop: async () => {
        if (!this.#children.delete(child) || pid === 0) return;
        await endProcessGroups([pid]);
        if (this.#reaper?.connected) this.#reaper.send({ remove: pid });
      },
    };
    this.#children.add(child);
    return child;
  }

  /** Ends every child and the reaper. */
  async stopAll() {
    await Promise.all([...this.#children].map(child => child.stop()));
    this.#reaper?.disconnect();
    this.#reaper = undefined;
  }
}

function startReaper() {
  const reaper = fork(fileURLToPath(new URL('./reaper.mjs', import.meta.url)), {
    stdio: 'ignore',
    detached: true,
    execArgv: [],
  });
  reaper.unref();
  reaper.channel?.unref();
  return reaper;
}
