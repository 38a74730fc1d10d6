import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';

import { endProcessGroups, isGroupRunning } from './processGroup.mjs';

describe('endProcessGroups()', () => {
  it('kills after the grace whoever ignores SIGTERM', async () => {
    const stubborn = spawn(
      process.execPath,
      [
        '-e',
        `process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1e9)`,
      ],
      { detached: true, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    await once(stubborn.stdout, 'data');
    const exited = once(stubborn, 'exit');

    await endProcessGroups([stubborn.pid ?? 0], { graceMs: 200 });

    assert.deepEqual(await exited, [null, 'SIGKILL']);
    assert.equal(isGroupRunning(stubborn.pid ?? 0), false);
  });

  it('does nothing for a group that is gone', async () => {
    const short = spawn(process.execPath, ['-e', ''], {
      detached: true,
      stdio: 'ignore',
    });
    await once(short, 'exit');
    await endProcessGroups([short.pid ?? 0]);
    assert.equal(isGroupRunning(short.pid ?? 0), false);
  });
});
