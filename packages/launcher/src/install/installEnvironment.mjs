import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** npm's setting on the left, the environment variable by which Yarn 4 takes the same on the right. */
const yarnNames = {
  registry: 'YARN_NPM_REGISTRY_SERVER',
  cafile: 'YARN_HTTPS_CA_FILE_PATH',
  'https-proxy': 'YARN_HTTPS_PROXY',
  proxy: 'YARN_HTTP_PROXY',
};

/**
 * The environment of the install. Yarn 4 does not read `.npmrc`, so npm's own settings are handed to it, in memory only;
 * what the environment already sets for Yarn wins.
 * @param {NodeJS.ProcessEnv} env
 * @param {Record<string, unknown>} npmConfig as printed by `npm config list --json`
 * @param {string | undefined} headersDir see `nodeHeadersDir`
 * @returns {NodeJS.ProcessEnv}
 */
export function installEnvironment(env, npmConfig, headersDir) {
  const result = { ...env };
  for (const [npmName, yarnName] of Object.entries(yarnNames)) {
    const value = npmConfig[npmName];
    if (
      result[yarnName] === undefined &&
      typeof value === 'string' &&
      value !== ''
    ) {
      result[yarnName] = value;
    }
  }
  if (headersDir !== undefined) result.npm_config_nodedir = headersDir;
  return result;
}

/**
 * Where the C headers of the running Node.js lie when it was installed together with them. Native modules built against
 * another version's headers do not load, so these win over a `nodedir` of `.npmrc`; without them node-gyp downloads its own.
 * @param {string} [execPath]
 * @param {string} [version]
 * @returns {string | undefined}
 */
export function nodeHeadersDir(
  execPath = process.execPath,
  version = process.versions.node,
) {
  const prefix = dirname(dirname(execPath));
  const header = join(prefix, 'include/node/node_version.h');
  if (!existsSync(header)) return undefined;
  const text = readFileSync(header, 'utf8');
  const found = ['MAJOR', 'MINOR', 'PATCH'].map(
    part => text.match(new RegExp(`#define NODE_${part}_VERSION (\\d+)`))?.[1],
  );
  return found.join('.') === version ? prefix : undefined;
}
