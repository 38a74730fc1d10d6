import { createHash } from 'node:crypto';
import { readAll } from '../bytePipe';
import { parseCount, parseOptions } from '../parseOptions';
import { UsageError, type Program, type ProgramContext } from '../Program';
import { resolvePath } from '../resolvePath';
import { grep } from './grep';
import { inputsOf, linesOf } from './inputs';
import { tr } from './tr';

async function allLines(
  context: ProgramContext,
  names: readonly string[],
): Promise<string[]> {
  const lines: string[] = [];
  for await (const { bytes } of inputsOf(context, names))
    lines.push(
      ...(await readAll(bytes)).toString('utf8').replace(/\n$/, '').split('\n'),
    );
  return lines;
}

const cat: Program = async context => {
  const { operands } = parseOptions(context.args, ['n', 'A', 'v', 'e']);
  for await (const { bytes } of inputsOf(context, operands))
    for await (const chunk of bytes) await context.stdout.write(chunk);
  return 0;
};

const head: Program = async context => {
  const { values, operands } = parseOptions(
    context.args.map(arg => arg.replace(/^-(\d+)$/, '-n$1')),
    [],
    ['n', 'c'],
  );
  const wantedBytes = values.get('c');
  let left = parseCount(wantedBytes ?? values.get('n') ?? '10');
  for await (const { bytes } of inputsOf(context, operands)) {
    if (left === 0) break;
    if (wantedBytes !== undefined) {
      for await (const chunk of bytes) {
        await context.stdout.write(chunk.subarray(0, left));
        left -= Math.min(left, chunk.length);
        if (left === 0) break;
      }
      continue;
    }
    for await (const line of linesOf(bytes)) {
      await context.stdout.write(`${line}\n`);
      left -= 1;
      if (left === 0) break;
    }
  }
  return 0;
};

const tail: Program = async context => {
  const { values, flags, operands } = parseOptions(
    context.args.map(arg => arg.replace(/^-(\d+)$/, '-n$1')),
    ['f', 'F'],
    ['n'],
  );
  const text = values.get('n') ?? '10';
  const lines = await allLines(context, operands);
  const shown = text.startsWith('+')
    ? lines.slice(parseCount(text.slice(1)) - 1)
    : lines.slice(-parseCount(text) || lines.length);
  await context.stdout.write(shown.map(line => `${line}\n`).join(''));
  if (flags.size > 0) {
    // Nothing writes to files here but the shell itself, so there is nothing more to follow.
    await context.host.sleep(86_400_000, context.signal);
  }
  return 0;
};

const wc: Program = async context => {
  const { flags, operands } = parseOptions(context.args, ['l', 'w', 'c', 'm']);
  for await (const { name, bytes } of inputsOf(context, operands)) {
    const content = await readAll(bytes);
    const text = content.toString('utf8');
    const counts = {
      l: text.split('\n').length - 1,
      w: text.split(/\s+/).filter(Boolean).length,
      c: content.length,
      m: [...text].length,
    };
    const wanted = (['l', 'w', 'm', 'c'] as const).filter(each =>
      flags.size > 0 ? flags.has(each) : each !== 'm',
    );
    const cells = wanted.map(each =>
      String(counts[each]).padStart(wanted.length > 1 ? 7 : 0),
    );
    await context.stdout.write(
      `${cells.join(' ')}${name === '-' ? '' : ` ${name}`}\n`,
    );
  }
  return 0;
};

const sort: Program = async context => {
  const { flags, values, operands } = parseOptions(
    context.args,
    ['n', 'r', 'u', 'h'],
    ['k', 't'],
  );
  const field = Number.parseInt(values.get('k') ?? '0', 10);
  const keyOf = (line: string) =>
    field > 0
      ? line.trim().split(values.get('t') ?? /\s+/)[field - 1] ?? ''
      : line;
  const lines = (await allLines(context, operands)).sort((a, b) =>
    flags.has('n') || flags.has('h')
      ? (Number.parseFloat(keyOf(a)) || 0) - (Number.parseFloat(keyOf(b)) || 0)
      : compareText(keyOf(a), keyOf(b)),
  );
  if (flags.has('r')) lines.reverse();
  const shown = flags.has('u') ? [...new Set(lines)] : lines;
  await context.stdout.write(shown.map(line => `${line}\n`).join(''));
  return 0;
};

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const uniq: Program = async context => {
  const { flags, operands } = parseOptions(context.args, ['c', 'd']);
  const runs: { line: string; count: number }[] = [];
  for (const line of await allLines(context, operands)) {
    const last = runs.at(-1);
    if (last?.line === line) last.count += 1;
    else runs.push({ line, count: 1 });
  }
  for (const { line, count } of runs)
    if (!flags.has('d') || count > 1)
      await context.stdout.write(
        flags.has('c') ? `${String(count).padStart(7)} ${line}\n` : `${line}\n`,
      );
  return 0;
};

const cut: Program = async context => {
  const { values, operands } = parseOptions(context.args, [], ['d', 'f', 'c']);
  const range = values.get('f') ?? values.get('c');
  if (range === undefined)
    throw new UsageError('expected a list of bytes, characters, or fields');
  const wanted = range.split(',').map(part => {
    const [from, to = from] = part.split('-');
    return { from: Number(from) || 1, to: to === '' ? Infinity : Number(to) };
  });
  const delimiter = values.has('f') ? values.get('d') ?? '\t' : '';
  for (const line of await allLines(context, operands)) {
    const kept = line
      .split(delimiter)
      .filter((_cell, index) =>
        wanted.some(({ from, to }) => index + 1 >= from && index + 1 <= to),
      );
    await context.stdout.write(`${kept.join(delimiter)}\n`);
  }
  return 0;
};

const tee: Program = async ({ args, stdin, stdout, files, state }) => {
  const { flags, operands } = parseOptions(args, ['a']);
  const content: Buffer[] = [];
  for await (const chunk of stdin) {
    content.push(chunk);
    await stdout.write(chunk);
  }
  for (const name of operands) {
    const path = resolvePath(state.folder, name);
    const before = flags.has('a') && files.find(path) ? [files.read(path)] : [];
    files.write(path, Buffer.concat([...before, ...content]));
  }
  return 0;
};

function digest(algorithm: string): Program {
  return async context => {
    for await (const { name, bytes } of inputsOf(context, context.args)) {
      const hash = createHash(algorithm)
        .update(await readAll(bytes))
        .digest('hex');
      await context.stdout.write(`${hash}  ${name}\n`);
    }
    return 0;
  };
}

const base64: Program = async context => {
  const { flags, operands } = parseOptions(
    context.args,
    ['d', 'decode'],
    ['w'],
  );
  for await (const { bytes } of inputsOf(context, operands)) {
    const content = await readAll(bytes);
    await context.stdout.write(
      flags.size > 0
        ? Buffer.from(content.toString('utf8'), 'base64')
        : `${content.toString('base64').replace(/.{76}(?=.)/g, '$&\n')}\n`,
    );
  }
  return 0;
};

/** Programs that read text and print text. */
export const textPrograms: Readonly<Record<string, Program>> = {
  cat,
  head,
  tail,
  wc,
  grep,
  egrep: context => grep({ ...context, args: ['-E', ...context.args] }),
  sort,
  uniq,
  cut,
  tee,
  tr,
  md5sum: digest('md5'),
  sha256sum: digest('sha256'),
  base64,
};
