import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { LauncherError } from '../LauncherError.mjs';
import { ensureChromium } from './ensureChromium.mjs';

describe('ensureChromium()', () => {
  /** @type {string} */
  let folder;
  const plant = name => {
    const file = join(folder, name);
    writeFileSync(file, '');
    chmodSync(file, 0o755);
    return file;
  };
  const never = () => assert.fail('must not install');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orrery-chromium-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes the browser that the environment names before one on the PATH', () => {
    plant('chromium');
    const mine = plant('mine');
    assert.equal(
      ensureChromium({
        env: { PATH: folder, ORRERY_CHROMIUM: mine },
        install: never,
      }),
      mine,
    );
  });

  it('refuses a named browser that does not exist, rather than take another', () => {
    plant('chromium');
    assert.throws(
      () =>
        ensureChromium({
          env: { PATH: folder, ORRERY_CHROMIUM: join(folder, 'gone') },
          install: never,
        }),
      LauncherError,
    );
  });

  it('finds Chromium or Chrome on the PATH', () => {
    const chrome = plant('google-chrome');
    assert.equal(
      ensureChromium({ env: { PATH: `/nowhere:${folder}` }, install: never }),
      chrome,
    );
  });

  it('installs it where there is none', () => {
    const install = () => plant('chromium') !== '';
    const log = () => {};
    assert.equal(
      ensureChromium({ env: { PATH: folder }, install, log }),
      join(folder, 'chromium'),
    );
  });

  it('says in one sentence what to do when that fails', () => {
    assert.throws(
      () =>
        ensureChromium({
          env: { PATH: folder },
          install: () => false,
          log: () => {},
        }),
      error =>
        error instanceof LauncherError &&
        error.message.includes('ORRERY_CHROMIUM'),
    );
  });
});
