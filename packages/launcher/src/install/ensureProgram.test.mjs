import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { LauncherError } from '../LauncherError.mjs';
import { ensureProgram } from './ensureProgram.mjs';

describe('ensureProgram()', () => {
  /** @type {string} */
  let folder;
  const log = () => {};
  const plant = () => {
    const file = join(folder, 'meter');
    writeFileSync(file, '');
    chmodSync(file, 0o755);
    return file;
  };
  const options = () => ({
    program: 'meter',
    debianPackage: 'meters',
    env: { PATH: folder },
    log,
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orrery-program-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes the program on the PATH without installing anything', () => {
    const file = plant();
    const install = () => assert.fail('must not install');
    assert.equal(ensureProgram({ ...options(), install }), file);
  });

  it('installs the package that holds it', () => {
    /** @type {string[]} */
    const asked = [];
    const install = debianPackage => {
      asked.push(debianPackage);
      plant();
      return true;
    };
    const found = ensureProgram({ ...options(), install });
    assert.equal(found, join(folder, 'meter'));
    assert.deepEqual(asked, ['meters']);
  });

  it('names the program that could not be installed', () => {
    assert.throws(
      () => ensureProgram({ ...options(), install: () => false }),
      error => error instanceof LauncherError && /meter/.test(error.message),
    );
  });
});
