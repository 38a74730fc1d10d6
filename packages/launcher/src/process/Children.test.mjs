import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { Children } from './Children.mjs';

/** Prints its own pid and that of a grandchild which, when told so, ignores SIGTERM. */
const family = (ignoresTerm = false) => `
  const { spawn } = require('node:child_process');
  const code = ${JSON.stringify(
    ignoresTerm ? "process.on('SIGTERM', () => {});" : '',
  )} + 'console.log("up"); setInterval(() => {}, 1e9)';
  const grandchild = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
  grandchild.stdout.once('data', () => console.log(process.pid + ' ' + grandchild.pid));
  setInterval(() => {}, 1e9);
`;

describe('Children', () => {
  it('ends the grandchildren of a child with it', async () => {
    const children = new Children();
    const pids = await startFamily(children, family());
    assert.deepEqual(pids.map(isAlive), [true, true]);

    await children.stopAll();

    assert.deepEqual(pids.map(isAlive), [false, false]);
  });

  it('says how a child ended', async () => {
    const children = new Children();
    const child = children.start({
      name: 'short',
      command: process.execPath,
      args: ['-e', 'process.exit(7)'],
      cwd: process.cwd(),
    });
    assert.equal(await child.ended, 'exit code 7');
    await children.stopAll();
  });

  it('says why a child could not start', async () => {
    const children = new Children();
    const child = children.start({
      name: 'none',
      command: '/no/such/command',
      args: [],
      cwd: process.cwd(),
    });
    assert.match(await child.ended, /ENOENT/);
    await children.stopAll();
  });

  it('ends what is left of the group of a child that has died itself', async () => {
    const children = new Children();
    const pids = await startFamily(children, family());
    process.kill(pids[0], 'SIGKILL');
    await sleep(100);
    assert.equal(isAlive(pids[1]), true);

    await children.stopAll();

    assert.equal(isAlive(pids[1]), false);
  });

  it('leaves no orphan when the launcher itself is killed', async () => {
    const launcher = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { Children } from ${JSON.stringify(
          new URL('./Children.mjs', import.meta.url).href,
        )};
         new Children().start({ name: 'family', command: process.execPath, args: ['-e', ${JSON.stringify(
           family(),
         )}],
           cwd: ${JSON.stringify(
             fileURLToPath(new URL('.', import.meta.url)),
           )}, onLine: line => console.log(line) });`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(
      createInterface({ input: launcher.stdout }),
      'line',
    );
    const pids = line.split(' ').map(Number);
    assert.deepEqual(pids.map(isAlive), [true, true]);

    launcher.kill('SIGKILL');

    for (let tries = 0; tries < 100 && pids.some(isAlive); tries++)
      await sleep(50);
    assert.deepEqual(pids.map(isAlive), [false, false]);
  });
});

/**
 * @param {Children} children
 * @param {string} code
 * @returns {Promise<number[]>}
 */
async function startFamily(children, code) {
  return new Promise(resolve => {
    children.start({
      name: 'family',
      command: process.execPath,
      args: ['-e', code],
      cwd: process.cwd(),
      onLine: line => resolve(line.split(' ').map(Number)),
    });
  });
}

/**
 * Whether the process runs; one that has ended but was not reaped does not.
 * @param {number} pid
 */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return (
      process.platform !== 'linux' ||
      !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    );
  } catch {
    return false; // ESRCH or ENOENT: nobody there, which is the answer
  }
}
