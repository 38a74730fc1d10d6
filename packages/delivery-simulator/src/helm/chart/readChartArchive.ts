import { fieldAt } from '@orrery/kubernetes-model';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { ChartError } from '../ChartError';
import {
  defaultChartLimits,
  type ChartFiles,
  type ChartLimits,
} from './ChartFiles';

const maxNesting = 5;

/**
 * Unpacks a `.tgz` with one folder at its top, and the charts inside of it. Throws a ChartError for what is no such archive,
 * leaves its own folder, or is beyond the limits (which hold for all nested archives together).
 */
export async function readChartArchive(
  archive: Uint8Array,
  limits: ChartLimits = defaultChartLimits,
): Promise<ChartFiles> {
  const files = new Map<string, string>();
  await unpack(archive, '', { files, limits, bytes: 0 }, 0);
  if (!files.has('Chart.yaml'))
    throw new ChartError('malformed', 'Chart.yaml file is missing');
  return files;
}

interface Unpacking {
  readonly files: Map<string, string>;
  readonly limits: ChartLimits;
  bytes: number;
}

async function unpack(
  archive: Uint8Array,
  prefix: string,
  state: Unpacking,
  depth: number,
): Promise<void> {
  const { limits } = state;
  if (archive.length > limits.maxArchiveBytes) {
    throw new ChartError(
      'too-large',
      `chart archive is larger than ${limits.maxArchiveBytes} bytes`,
    );
  }
  if (depth > maxNesting)
    throw new ChartError('malformed', `charts nest deeper than ${maxNesting}`);
  for (const [path, content] of await readTar(archive, state)) {
    const nested = /^charts\/([^/]+)\.tgz$/.exec(path);
    if (nested === null)
      state.files.set(prefix + path, content.toString('utf8'));
    else
      await unpack(content, `${prefix}charts/${nested[1]}/`, state, depth + 1);
  }
}

async function readTar(
  archive: Uint8Array,
  state: Unpacking,
): Promise<[string, Buffer][]> {
  const found: [string, Buffer][] = [];
  const tar = extract();
  tar.end(gunzip(archive, state));
  try {
    for await (const entry of tar) {
      const content = await buffer(entry);
      const { name, type } = entry.header;
      if (type === 'file' || type === 'contiguous-file') {
        found.push([pathInside(name), content]);
      }
      if (found.length + state.files.size > state.limits.maxFiles) {
        throw new ChartError(
          'too-large',
          `chart has more than ${state.limits.maxFiles} files`,
        );
      }
    }
  } catch (error) {
    throw error instanceof ChartError ? error : unreadable(error);
  }
  return found;
}

function gunzip(archive: Uint8Array, state: Unpacking): Buffer {
  const { maxUnpackedBytes } = state.limits;
  try {
    const content = gunzipSync(archive, {
      maxOutputLength: Math.max(maxUnpackedBytes - state.bytes, 1),
    });
    state.bytes += content.length;
    return content;
  } catch (error) {
    if (isTooLarge(error)) {
      throw new ChartError(
        'too-large',
        `chart is larger than ${maxUnpackedBytes} bytes`,
        { cause: error },
      );
    }
    throw unreadable(error);
  }
}

/** What zlib throws beyond `maxOutputLength`. */
function isTooLarge(error: unknown): boolean {
  return fieldAt(error, 'code') === 'ERR_BUFFER_TOO_LARGE';
}

function unreadable(error: unknown): ChartError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ChartError(
    'malformed',
    `chart archive cannot be read: ${reason}`,
    { cause: error },
  );
}

/** The path without the top folder. */
function pathInside(name: string): string {
  const parts = name
    .replaceAll('\\', '/')
    .split('/')
    .filter(part => part !== '.' && part !== '');
  if (parts.includes('..') || name.startsWith('/') || /^[a-zA-Z]:/.test(name)) {
    throw new ChartError(
      'malformed',
      `chart illegally references parent directory: ${name}`,
    );
  }
  if (parts.length < 2)
    throw new ChartError(
      'malformed',
      `chart base directory is missing: ${name}`,
    );
  return parts.slice(1).join('/');
}
