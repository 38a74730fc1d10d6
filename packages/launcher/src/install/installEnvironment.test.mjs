import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { installEnvironment, nodeHeadersDir } from './installEnvironment.mjs';

describe('installEnvironment()', () => {
  it('hands npm settings to Yarn', () => {
    assert.deepEqual(
      installEnvironment(
        { PATH: 'p' },
        { registry: 'https://npm.test/', cafile: '/ca.pem', proxy: null },
        undefined,
      ),
      {
        PATH: 'p',
        YARN_NPM_REGISTRY_SERVER: 'https://npm.test/',
        YARN_HTTPS_CA_FILE_PATH: '/ca.pem',
      },
    );
  });

  it('lets what the environment sets for Yarn win', () => {
    const env = { YARN_NPM_REGISTRY_SERVER: 'https://mine.test/' };
    assert.deepEqual(
      installEnvironment(env, { registry: 'https://npm.test/' }, undefined),
      env,
    );
  });

  it('points node-gyp at the headers of the running Node', () => {
    const env = { npm_config_nodedir: '/other' };
    assert.equal(
      installEnvironment(env, {}, '/node24').npm_config_nodedir,
      '/node24',
    );
    assert.equal(
      installEnvironment(env, {}, undefined).npm_config_nodedir,
      '/other',
    );
  });
});

describe('nodeHeadersDir()', () => {
  it('finds headers beside the binary only when they are of the same version', () => {
    const prefix = mkdtempSync(join(tmpdir(), 'orrery-headers-'));
    mkdirSync(join(prefix, 'include/node'), { recursive: true });
    writeFileSync(
      join(prefix, 'include/node/node_version.h'),
      '#define NODE_MAJOR_VERSION 24\n#define NODE_MINOR_VERSION 21\n#define NODE_PATCH_VERSION 0\n',
    );
    assert.equal(nodeHeadersDir(join(prefix, 'bin/node'), '24.21.0'), prefix);
    assert.equal(
      nodeHeadersDir(join(prefix, 'bin/node'), '24.20.0'),
      undefined,
    );
    rmSync(prefix, { recursive: true });
  });

  it('is undefined without headers', () => {
    assert.equal(nodeHeadersDir('/nowhere/bin/node', '24.21.0'), undefined);
  });
});
