import { posix } from 'node:path';
import { FileError } from '../../files/FileError';
import { contentOf, type VirtualFiles } from '../../files/VirtualFiles';
import { patternOf } from '../expandWord';
import { parseCount, parseOptions } from '../parseOptions';
import { UsageError, type Program, type ProgramContext } from '../Program';
import { resolvePath } from '../resolvePath';
import { ls, stat } from './listing';

/** Every path at and below `path`, that first. */
export function* walk(
  files: VirtualFiles,
  path: string,
  depth = Infinity,
): Generator<string> {
  yield path;
  if (depth <= 0 || files.get(path).kind !== 'folder') return;
  for (const name of files.list(path))
    yield* walk(files, posix.join(path, name), depth - 1);
}

const find: Program = async context => {
  const { args, files, state, stdout, run } = context;
  const firstTest = args.findIndex(arg => arg.startsWith('-'));
  const places = firstTest < 0 ? args : args.slice(0, firstTest);
  const rest = firstTest < 0 ? [] : args.slice(firstTest);
  let [minDepth, maxDepth] = [0, Infinity];
  let type: string | undefined;
  let name: RegExp | undefined;
  let command: readonly string[] | undefined;
  for (let at = 0; at < rest.length; at += 1) {
    const value = rest[at + 1] ?? '';
    if (rest[at] === '-exec') {
      const end = rest.findIndex(
        (arg, index) => index > at && (arg === '+' || arg === ';'),
      );
      if (end < 0)
        throw new UsageError(
          '-exec requires an argument that ends with ; or +',
        );
      command = rest.slice(at + 1, end);
      at = end;
      continue;
    }
    if (rest[at] === '-print') continue;
    if (rest[at] === '-maxdepth') maxDepth = parseCount(value);
    else if (rest[at] === '-mindepth') minDepth = parseCount(value);
    else if (rest[at] === '-type') type = value;
    else if (rest[at] === '-name') name = patternOf(value);
    else throw new UsageError(`unrecognized: ${rest[at]}`);
    at += 1;
  }
  const found: string[] = [];
  for (const place of places.length > 0 ? places : ['.']) {
    const start = resolvePath(state.folder, place);
    files.get(start);
    for (const path of walk(files, start, maxDepth)) {
      const below =
        path === start ? '' : path.slice(start === '/' ? 1 : start.length + 1);
      const depth = below ? below.split('/').length : 0;
      const kind = files.get(path).kind === 'folder' ? 'd' : 'f';
      if (depth < minDepth || (type && type !== kind)) continue;
      if (name && !name.test(posix.basename(path))) continue;
      found.push(
        below
          ? posix
              .join(place, below)
              .replace(/^(?!\/|\.)/, place.startsWith('.') ? './' : '')
          : place,
      );
    }
  }
  if (!command) {
    for (const path of found) await stdout.write(`${path}\n`);
    return 0;
  }
  if (found.length === 0) return 0;
  return run(command.flatMap(word => (word === '{}' ? found : [word])));
};

const mkdir: Program = async ({ args, files, state }) => {
  const { flags, operands } = parseOptions(args, ['p'], ['m']);
  for (const operand of operands) {
    const path = resolvePath(state.folder, operand);
    if (!flags.has('p')) files.makeFolder(path);
    else
      for (const part of ancestorsOf(path))
        if (!files.find(part)) files.makeFolder(part);
  }
  return 0;
};

/** From the first folder below the root down to the path itself. */
export function ancestorsOf(path: string): readonly string[] {
  const names = path.split('/').filter(Boolean);
  return names.map((_name, index) => `/${names.slice(0, index + 1).join('/')}`);
}

const rm: Program = async ({ args, files, state }) => {
  const { flags, operands } = parseOptions(args, ['r', 'R', 'f', 'i', 'v']);
  for (const operand of operands) {
    const path = resolvePath(state.folder, operand);
    if (flags.has('f') && !files.find(path)) continue;
    if (files.get(path).kind === 'folder' && !flags.has('r') && !flags.has('R'))
      throw new FileError('EISDIR', operand);
    for (const each of [...walk(files, path)].reverse()) files.remove(each);
  }
  return 0;
};

/** Where `source` goes when `target` may be a folder that takes it in. */
function destinationOf(
  { files, state }: ProgramContext,
  source: string,
  target: string,
): string {
  const path = resolvePath(state.folder, target);
  return files.find(path)?.kind === 'folder'
    ? posix.join(path, posix.basename(source))
    : path;
}

const cp: Program = async context => {
  const { files, state } = context;
  const { flags, operands } = parseOptions(context.args, [
    'r',
    'R',
    'a',
    'p',
    'f',
  ]);
  const target = operands.at(-1);
  if (operands.length < 2 || target === undefined)
    throw new UsageError('missing file operand');
  for (const source of operands.slice(0, -1)) {
    const from = resolvePath(state.folder, source);
    const to = destinationOf(context, source, target);
    if (files.get(from).kind === 'folder' && flags.size === 0)
      throw new UsageError(`-r not specified; omitting directory '${source}'`);
    for (const path of [...walk(files, from)]) {
      const copy = to + path.slice(from.length);
      const node = files.get(path);
      if (node.kind === 'file') files.write(copy, contentOf(node), node.mode);
      else if (!files.find(copy)) files.makeFolder(copy);
    }
  }
  return 0;
};

const mv: Program = async context => {
  const { operands } = parseOptions(context.args, ['f', 'n']);
  const target = operands.at(-1);
  if (operands.length < 2 || target === undefined)
    throw new UsageError('missing file operand');
  for (const source of operands.slice(0, -1))
    context.files.rename(
      resolvePath(context.state.folder, source),
      destinationOf(context, source, target),
    );
  return 0;
};

const touch: Program = async ({ args, files, state }) => {
  const { operands } = parseOptions(args, ['c', 'm', 'a'], ['d']);
  for (const operand of operands) {
    const path = resolvePath(state.folder, operand);
    if (files.find(path)) files.touch(path);
    else files.write(path, Buffer.alloc(0));
  }
  return 0;
};

const chmod: Program = async ({ args, files, state }) => {
  const [mode = '', ...names] = args.filter(arg => arg !== '-R');
  for (const name of names) {
    const path = resolvePath(state.folder, name);
    const { mode: before } = files.get(path);
    files.touch(path, { mode: parseMode(mode, before) });
  }
  return 0;
};

function parseMode(text: string, before: number): number {
  if (/^[0-7]{3,4}$/.test(text)) return Number.parseInt(text.slice(-3), 8);
  const [, sign, letters] = /^[ugoa]*([+-])([rwx]+)$/.exec(text) ?? [];
  if (!letters) throw new UsageError(`invalid mode '${text}'`);
  const bits = [...letters].reduce(
    (sum, letter) => sum + ({ r: 0o444, w: 0o200, x: 0o111 }[letter] ?? 0),
    0,
  );
  // eslint-disable-next-line no-bitwise
  return sign === '+' ? before | bits : before & ~bits;
}

const nameProgram =
  (part: (path: string) => string): Program =>
  async ({ args, stdout }) => {
    await stdout.write(`${part(args[0] ?? '')}\n`);
    return 0;
  };

/** Programs that look at files and change them. */
export const filePrograms: Readonly<Record<string, Program>> = {
  ls,
  stat,
  find,
  mkdir,
  rm,
  rmdir: async ({ args, files, state }) => {
    for (const arg of args) {
      const path = resolvePath(state.folder, arg);
      if (files.get(path).kind === 'file') throw new FileError('ENOTDIR', arg);
      files.remove(path);
    }
    return 0;
  },
  cp,
  mv,
  touch,
  chmod,
  basename: nameProgram(path => posix.basename(path)),
  dirname: nameProgram(path => posix.dirname(path)),
};
