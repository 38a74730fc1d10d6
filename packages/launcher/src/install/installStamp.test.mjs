import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { installStamp, manifestsOf } from './installStamp.mjs';

const runtime = { modules: '115', platform: 'linux', arch: 'x64' };

describe('installStamp()', () => {
  /** @type {string} */
  let root;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'orrery-stamp-'));
    mkdirSync(join(root, 'packages/a'), { recursive: true });
    mkdirSync(join(root, 'plugins/empty'), { recursive: true });
    writeFileSync(join(root, 'yarn.lock'), 'lock');
    writeFileSync(join(root, '.yarnrc.yml'), 'nodeLinker: node-modules');
    writeFileSync(join(root, 'package.json'), '{}');
    writeFileSync(join(root, 'packages/a/package.json'), '{}');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function assertChanges(file, text) {
    const before = installStamp(root, runtime);
    writeFileSync(join(root, file), text);
    assert.notEqual(installStamp(root, runtime), before);
  }

  it('is the same for the same files and runtime', () => {
    assert.equal(installStamp(root, runtime), installStamp(root, runtime));
  });

  for (const [what, file, text] of [
    ['the lockfile', 'yarn.lock', 'other'],
    ['a manifest', 'packages/a/package.json', '{"name":"a"}'],
    ['the set of packages', 'plugins/empty/package.json', '{}'],
  ]) {
    it(`changes with ${what}`, () => assertChanges(file, text));
  }

  it('changes with the Node ABI, so that native modules are built again', () => {
    assert.notEqual(
      installStamp(root, runtime),
      installStamp(root, { ...runtime, modules: '137' }),
    );
  });

  it('leaves out folders without a manifest', () => {
    assert.deepEqual(manifestsOf(root), [
      'package.json',
      'packages/a/package.json',
    ]);
  });
});
