import { posix } from 'node:path';
import { contentOf, type FileNode } from '../../files/VirtualFiles';
import { parseOptions } from '../parseOptions';
import { UsageError, type Program } from '../Program';
import { resolvePath } from '../resolvePath';

export const ls: Program = async context => {
  const { args, files, state, stdout, stderr, terminal } = context;
  const { flags, operands } = parseOptions(
    args,
    ['l', 'a', 'A', 'h', '1', 'd', 't', 'r', 'R', 'F', 'S', 'full-time'],
    ['time-style', 'color'],
  );
  const failures: string[] = [];
  const loose: (readonly [string, FileNode])[] = [];
  const folders: string[] = [];
  for (const operand of operands.length > 0 ? operands : ['.']) {
    const node = files.find(resolvePath(state.folder, operand));
    if (!node) failures.push(`ls: ${operand}: No such file or directory\n`);
    else if (node.kind === 'folder' && !flags.has('d')) folders.push(operand);
    else loose.push([operand, node]);
  }
  for (const failure of failures) await stderr.write(failure);
  const show = async (entries: readonly (readonly [string, FileNode])[]) => {
    const sorted = [...entries];
    if (flags.has('t'))
      sorted.sort((a, b) => b[1].modifiedAtMs - a[1].modifiedAtMs);
    if (flags.has('S')) sorted.sort((a, b) => sizeOf(b[1]) - sizeOf(a[1]));
    if (flags.has('r')) sorted.reverse();
    if (flags.has('l') || flags.has('full-time'))
      for (const [name, node] of sorted)
        await stdout.write(`${longLine(name, node, flags.has('h'))}\n`);
    else {
      const names = sorted.map(([name]) => name);
      const isColumned = terminal && !flags.has('1');
      if (names.length > 0)
        await stdout.write(
          isColumned
            ? toColumns(names, terminal.size().columns)
            : `${names.join('\n')}\n`,
        );
    }
  };
  await show(loose);
  const isNamed = operands.length > 1 || flags.has('R');
  for (let index = 0; index < folders.length; index += 1) {
    const folder = folders[index];
    const path = resolvePath(state.folder, folder);
    if (isNamed)
      await stdout.write(
        `${index > 0 || loose.length > 0 ? '\n' : ''}${folder}:\n`,
      );
    const hidden: (readonly [string, FileNode])[] = flags.has('a')
      ? [
          ['.', files.get(path)],
          ['..', files.get(posix.dirname(path))],
        ]
      : [];
    const entries = files
      .list(path)
      .filter(name => flags.has('a') || flags.has('A') || !name.startsWith('.'))
      .map(name => [name, files.get(posix.join(path, name))] as const);
    if (flags.has('l')) await stdout.write(`total ${entries.length * 4}\n`);
    await show([...hidden, ...entries]);
    if (!flags.has('R')) continue;
    const below = entries.filter(([, node]) => node.kind === 'folder');
    folders.splice(
      index + 1,
      0,
      ...below.map(([name]) => `${folder.replace(/\/$/, '')}/${name}`),
    );
  }
  return failures.length > 0 ? 1 : 0;
};

function longLine(name: string, node: FileNode, human: boolean): string {
  const size = human ? humanSize(sizeOf(node)) : String(sizeOf(node));
  return `${modeText(node)} ${
    node.kind === 'folder' ? 2 : 1
  } root     root     ${size.padStart(9)} ${monthTime(
    node.modifiedAtMs,
  )} ${name}`;
}

function toColumns(names: readonly string[], width: number): string {
  const cell = Math.max(...names.map(name => name.length)) + 2;
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(names.length / columns);
  return Array.from({ length: rows }, (_, row) =>
    names
      .filter((_name, index) => index % rows === row)
      .map(name => name.padEnd(cell))
      .join('')
      .trimEnd(),
  )
    .map(line => `${line}\n`)
    .join('');
}

/** `drwxr-xr-x` */
function modeText(node: FileNode): string {
  const bits = node.mode.toString(2).padStart(9, '0').slice(-9);
  return (
    (node.kind === 'folder' ? 'd' : '-') +
    [...bits].map((bit, at) => (bit === '1' ? 'rwx'[at % 3] : '-')).join('')
  );
}

function monthTime(ms: number): string {
  const [, day, month, , time] =
    /^\w+, (\d+) (\w+) (\d+) (\d+:\d+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${month} ${day.replace(/^0/, ' ')} ${time}`;
}

export function humanSize(byteCount: number): string {
  const unit = Math.min(4, Math.floor(Math.log2(Math.max(1, byteCount)) / 10));
  return unit === 0
    ? String(byteCount)
    : `${(byteCount / 1024 ** unit).toFixed(1)}${'BKMGT'[unit]}`;
}

function sizeOf(node: FileNode): number {
  return node.kind === 'folder' ? 4096 : contentOf(node).length;
}

export const stat: Program = async ({ args, files, state, stdout }) => {
  const { values, operands } = parseOptions(args, ['t', 'L'], ['c']);
  if (operands.length === 0) throw new UsageError('missing operand');
  for (const operand of operands) {
    const node = files.get(resolvePath(state.folder, operand));
    const format =
      values.get('c') ??
      '  File: %n\n  Size: %s\t%F\nAccess: (0%a/%A)\nModify: %y';
    await stdout.write(`${formatStat(format, operand, node)}\n`);
  }
  return 0;
};

function formatStat(format: string, name: string, node: FileNode): string {
  const fields: Readonly<Record<string, string>> = {
    n: name,
    s: String(sizeOf(node)),
    F: node.kind === 'folder' ? 'directory' : 'regular file',
    a: node.mode.toString(8),
    A: modeText(node),
    Y: String(Math.floor(node.modifiedAtMs / 1000)),
    y: new Date(node.modifiedAtMs).toISOString(),
    U: 'root',
    G: 'root',
    u: '0',
    g: '0',
    '%': '%',
  };
  return format
    .replace(/\\t/g, '\t')
    .replace(/\\n/g, '\n')
    .replace(/%(.)/g, (all, letter) => fields[letter] ?? all);
}
