import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { LauncherError } from '../LauncherError.mjs';
import { choosePortalMode } from './choosePortalMode.mjs';

const realClusters = 'kubernetes:\n  clusterLocatorMethods: []\n';

describe('choosePortalMode()', () => {
  /** @type {string} */
  let root;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'orrery-mode-'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  /** @param {{ kubeconfig?: string, write?: boolean }} [options] */
  const choose = async ({ kubeconfig, write = false } = {}) => {
    const mode = await choosePortalMode({ root, cwd: root, kubeconfig, write });
    return {
      ...mode,
      configFiles: mode.configFiles.map(file => basename(file)),
    };
  };
  const write = (name, text) => writeFileSync(join(root, name), text);

  it('shows the simulated fleet when nothing else was asked for', async () => {
    assert.deepEqual(await choose(), {
      kind: 'simulated',
      kubeconfig: join(root, '.orrery/kubeconfig'),
      configFiles: ['app-config.yaml', 'database.yaml', 'simulated-fleet.yaml'],
    });
  });

  it('ignores the kubeconfig that the environment names', async t => {
    t.after(() => delete process.env.KUBECONFIG);
    process.env.KUBECONFIG = join(root, 'production');
    write('production', 'clusters: []');
    assert.equal((await choose()).kubeconfig, join(root, '.orrery/kubeconfig'));
  });

  it('keeps the simulated fleet with a local config that names no clusters', async () => {
    write('app-config.local.yaml', 'app:\n  title: Mine\n');
    assert.deepEqual((await choose()).configFiles, [
      'app-config.yaml',
      'database.yaml',
      'app-config.local.yaml',
      'simulated-fleet.yaml',
    ]);
  });

  for (const config of [
    realClusters,
    'orrery:\n  clusters:\n    kubeconfigs:\n      - file: f\n',
  ]) {
    it(`shows only the clusters of a local config with ${
      config.split('\n')[0]
    }`, async () => {
      write('app-config.local.yaml', config);
      assert.deepEqual(await choose(), {
        kind: 'local config',
        kubeconfig: undefined,
        configFiles: [
          'app-config.yaml',
          'database.yaml',
          'app-config.local.yaml',
        ],
      });
    });
  }

  it('shows only the clusters of --kubeconfig, even beside a local config with clusters', async () => {
    write('app-config.local.yaml', realClusters);
    write('f', 'clusters: []');
    assert.deepEqual(await choose({ kubeconfig: 'f' }), {
      kind: 'kubeconfig',
      kubeconfig: join(root, 'f'),
      configFiles: [
        'app-config.yaml',
        'database.yaml',
        'app-config.local.yaml',
        'kubeconfig.yaml',
      ],
    });
  });

  it('switches writes on for real clusters only by --write', async () => {
    write('f', 'clusters: []');
    assert.equal(
      (await choose({ kubeconfig: 'f', write: true })).configFiles.at(-1),
      'writes.yaml',
    );
    await assert.rejects(choose({ write: true }), LauncherError);
  });

  it('names a kubeconfig that is not there', async () => {
    await assert.rejects(
      choose({ kubeconfig: 'gone' }),
      error =>
        error instanceof LauncherError &&
        error.message.includes(join(root, 'gone')),
    );
  });

  it('names a local config that cannot be read', async () => {
    write('app-config.local.yaml', 'a: [');
    await assert.rejects(
      choose(),
      error =>
        error instanceof LauncherError &&
        error.message.includes('app-config.local.yaml is not valid YAML'),
    );
  });
});
