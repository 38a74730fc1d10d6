import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What an install depends on, as one hash: the lockfile, every manifest, and what native modules are built for.
 * @param {string} root the repository
 * @param {{ modules: string, platform: string, arch: string }} [runtime]
 * @returns {string}
 */
export function installStamp(root, runtime = currentRuntime()) {
  const hash = createHash('sha256');
  hash.update(`${runtime.modules} ${runtime.platform} ${runtime.arch}\0`);
  for (const file of ['yarn.lock', '.yarnrc.yml', ...manifestsOf(root)]) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(join(root, file)));
    hash.update('\0');
  }
  return hash.digest('hex');
}

/**
 * The package.json files of the root and its workspaces, relative to the root, in a stable order.
 * @param {string} root
 * @returns {string[]}
 */
export function manifestsOf(root) {
  const workspaces = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder))
      .sort()
      .map(name => `${folder}/${name}/package.json`),
  );
  return ['package.json', ...workspaces].filter(file =>
    existsSync(join(root, file)),
  );
}

function currentRuntime() {
  return {
    modules: process.versions.modules,
    platform: process.platform,
    arch: process.arch,
  };
}
