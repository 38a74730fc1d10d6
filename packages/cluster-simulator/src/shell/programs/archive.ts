import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip, gunzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { contentOf } from '../../files/VirtualFiles';
import { readAll } from '../bytePipe';
import { UsageError, type Program, type ProgramContext } from '../Program';
import { resolvePath } from '../resolvePath';
import { ancestorsOf, walk } from './files';

interface TarOptions {
  readonly action: 'create' | 'extract' | 'list';
  readonly file: string;
  readonly folder: string;
  readonly isGzip: boolean;
  readonly operands: readonly string[];
}

/** `tar cf - PATH…`, `tar xmf - -C DIR` and `tar tf FILE`: what `kubectl cp` needs, and what people type. `z` compresses and expands. */
const tar: Program = async context => {
  const options = parseTarOptions(context);
  if (options.action === 'create') return create(context, options);
  const { files, stdin, state, stdout } = context;
  const source =
    options.file === '-'
      ? stdin
      : [files.read(resolvePath(state.folder, options.file))];
  const archive = await readAll(Readable.from(source));
  const reading = Readable.from([expanded(archive, options)]).pipe(extract());
  for await (const entry of reading) {
    const { name, type, mode } = entry.header;
    const content = await readAll(buffersOf(entry));
    if (options.action === 'list') {
      await stdout.write(`${name}\n`);
      continue;
    }
    const path = safePath(options.folder, name);
    for (const part of ancestorsOf(
      type === 'directory' ? path : posix.dirname(path),
    ))
      if (!files.find(part)) files.makeFolder(part);
    // eslint-disable-next-line no-bitwise
    if (type === 'file') files.write(path, content, (mode ?? 0o644) & 0o777);
  }
  return 0;
};

async function create(
  { files, stdout, stderr, state }: ProgramContext,
  { file, folder, isGzip, operands }: TarOptions,
): Promise<number> {
  if (operands.length === 0) throw new UsageError('empty archive');
  const archive = pack();
  const written = (async () => {
    const chunks: Buffer[] = [];
    const bytes = isGzip ? Readable.from(archive).pipe(createGzip()) : archive;
    for await (const chunk of buffersOf(bytes)) {
      if (file === '-') await stdout.write(chunk);
      else chunks.push(chunk);
    }
    if (file !== '-')
      files.write(resolvePath(state.folder, file), Buffer.concat(chunks));
  })();
  let exitCode = 0;
  for (const operand of operands) {
    const start = resolvePath(folder, operand);
    if (!files.find(start)) {
      await stderr.write(`tar: ${operand}: No such file or directory\n`);
      exitCode = 1;
      continue;
    }
    if (operand.startsWith('/'))
      await stderr.write("tar: removing leading '/' from member names\n");
    for (const path of walk(files, start)) {
      const node = files.get(path);
      const name =
        posix.join(operand.replace(/^\/+/, ''), path.slice(start.length)) ||
        '.';
      const header = {
        name,
        mode: node.mode,
        mtime: new Date(node.modifiedAtMs),
      };
      if (node.kind === 'folder')
        archive.entry({ ...header, type: 'directory' });
      else archive.entry(header, contentOf(node));
    }
  }
  archive.finalize();
  await written;
  return exitCode;
}

/** A gzipped archive says so in its first bytes, as GNU tar finds out without `z`. Throws an Error for what is none. */
function expanded(archive: Buffer, { isGzip }: TarOptions): Buffer {
  const isPacked = archive[0] === 0x1f && archive[1] === 0x8b;
  if (!isPacked && isGzip) throw new Error('invalid magic');
  return isPacked
    ? gunzipSync(archive, { maxOutputLength: 64 * 1_048_576 })
    : archive;
}

/** The streams of `tar-stream` yield Buffers, though their types do not say so. */
async function* buffersOf(
  source: AsyncIterable<unknown>,
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) throw new Error('not bytes');
    yield Buffer.from(chunk);
  }
}

/** Never outside of the folder, whatever the archive says. */
function safePath(folder: string, name: string): string {
  return posix.join(folder, posix.join('/', name).replace(/\/+$/, ''));
}

function parseTarOptions({ args, state }: ProgramContext): TarOptions {
  const rest = [...args];
  let action: TarOptions['action'] | undefined;
  let file = '-';
  let { folder } = state;
  let isGzip = false;
  const operands: string[] = [];
  const next = (what: string) => {
    const value = rest.shift();
    if (value === undefined)
      throw new UsageError(`option requires an argument: ${what}`);
    return value;
  };
  for (let isFirst = true; rest.length > 0; isFirst = false) {
    const arg = next('');
    if (arg === '--') {
      operands.push(...rest);
      break;
    }
    if (arg.startsWith('--')) continue;
    if (!arg.startsWith('-') && !isFirst) {
      operands.push(arg);
      continue;
    }
    for (const letter of arg.replace(/^-/, '')) {
      if (letter === 'c') action = 'create';
      else if (letter === 'x') action = 'extract';
      else if (letter === 't') action = 'list';
      else if (letter === 'f') file = next('f');
      else if (letter === 'C') folder = resolvePath(state.folder, next('C'));
      else if (letter === 'z') isGzip = true;
      else if (letter === 'j')
        throw new UsageError('the simulated tar compresses with gzip only');
      else if (!'mpvohk'.includes(letter))
        throw new UsageError(`invalid option -- '${letter}'`);
    }
  }
  if (!action) throw new UsageError('must specify one of -c, -x, -t');
  return { action, file, folder, isGzip, operands };
}

export const archivePrograms: Readonly<Record<string, Program>> = { tar };
