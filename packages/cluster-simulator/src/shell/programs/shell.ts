import { readAll } from '../bytePipe';
import { parseCount } from '../parseOptions';
import {
  ExitRequest,
  UsageError,
  type Program,
  type ProgramContext,
} from '../Program';
import { resolvePath } from '../resolvePath';

const sh: Program = async ({
  name,
  args,
  runScript,
  stdin,
  files,
  state,
  terminal,
}) => {
  const rest = [...args];
  let first = '';
  while (/^-[ilexu]+$/.test(rest[0] ?? '')) {
    if (rest.shift()?.includes('e')) first = 'set -e\n';
  }
  if (/^-[ilexu]*c$/.test(rest[0] ?? '')) {
    const [option, script, ...positional] = rest;
    if (script === undefined) throw new UsageError('-c requires an argument');
    if (option.includes('e')) first = 'set -e\n';
    return runScript(
      first + script,
      positional.length > 0 ? positional : [name],
    );
  }
  const [file] = rest;
  if (file === undefined && terminal)
    return terminal.runShell({ ...state, variables: new Map(state.variables) });
  const script =
    file === undefined
      ? await readAll(stdin, 64 * 1024)
      : files.read(resolvePath(state.folder, file));
  return runScript(
    first + script.toString('utf8'),
    rest.length > 0 ? rest : [name],
  );
};

const cd: Program = async ({ args, files, state, stdout }) => {
  const [target = state.variables.get('HOME') ?? '/'] = args;
  const wanted = target === '-' ? state.variables.get('OLDPWD') ?? '/' : target;
  const path = resolvePath(state.folder, wanted);
  if (files.get(path).kind !== 'folder')
    throw new Error(`can't cd to ${wanted}: Not a directory`);
  state.variables.set('OLDPWD', state.folder);
  state.variables.set('PWD', path);
  state.folder = path;
  if (target === '-') await stdout.write(`${path}\n`);
  return 0;
};

const exportVariables: Program = async ({ args, state, stdout }) => {
  for (const arg of args) {
    const [, name, value] = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined)
      throw new UsageError(`'${arg}': not a valid identifier`);
    if (value !== undefined) state.variables.set(name, value);
  }
  if (args.length === 0)
    for (const [name, value] of state.variables)
      await stdout.write(`export ${name}='${value}'\n`);
  return 0;
};

const echo: Program = async ({ args, stdout }) => {
  const flags = /^-[neE]+$/.test(args[0] ?? '') ? args[0] : '';
  const text = (flags ? args.slice(1) : args).join(' ');
  await stdout.write(
    (flags.includes('e') ? unescape(text) : text) +
      (flags.includes('n') ? '' : '\n'),
  );
  return 0;
};

/** `%s`, `%d`, `%%`, `%b` and escapes; the format is used again until the arguments are used up. */
const printf: Program = async ({ args: [format, ...values], stdout }) => {
  if (format === undefined)
    throw new UsageError('usage: printf FORMAT [ARGUMENT]...');
  const rest = [...values];
  do {
    const before = rest.length;
    const text = format.replace(
      /%(?:(%)|-?\d*([sdib]))/g,
      (_all, percent, kind) => {
        if (percent) return '%';
        const value = rest.shift() ?? '';
        if (kind === 'd' || kind === 'i')
          return String(Number.parseInt(value, 10) || 0);
        return kind === 'b' ? unescape(value) : value;
      },
    );
    await stdout.write(unescape(text));
    if (rest.length === before) break;
  } while (rest.length > 0);
  return 0;
};

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  e: '\u001b',
  a: '\u0007',
  '\\': '\\',
};

function unescape(text: string): string {
  return text.replace(
    /\\(?:0([0-7]{1,3})|x([0-9a-f]{1,2})|(.))/gis,
    (all, octal, hex, letter) => {
      if (octal) return String.fromCharCode(Number.parseInt(octal, 8));
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
      return ESCAPES[letter] ?? all;
    },
  );
}

/** `test` and `[`: the forms of one to three arguments, and `!`. */
function testProgram(closing: boolean): Program {
  return async context => {
    const args = [...context.args];
    if (closing && args.pop() !== ']') throw new UsageError("missing ']'");
    return holds(args, context) ? 0 : 1;
  };
}

function holds(args: readonly string[], context: ProgramContext): boolean {
  if (args[0] === '!' && args.length > 1) return !holds(args.slice(1), context);
  const [left, operator, right] = args;
  if (args.length === 0) return false;
  if (args.length === 1) return left !== '';
  if (args.length === 2) return holdsOne(left, operator, context);
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '-eq':
      return Number(left) === Number(right);
    case '-ne':
      return Number(left) !== Number(right);
    case '-lt':
      return Number(left) < Number(right);
    case '-le':
      return Number(left) <= Number(right);
    case '-gt':
      return Number(left) > Number(right);
    case '-ge':
      return Number(left) >= Number(right);
    default:
      throw new UsageError(`${operator}: unknown operand`);
  }
}

function holdsOne(
  test: string,
  operand: string,
  { files, state, terminal }: ProgramContext,
): boolean {
  const node = files.find(resolvePath(state.folder, operand));
  switch (test) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-e':
    case '-r':
      return node !== undefined;
    case '-f':
      return node?.kind === 'file';
    case '-d':
      return node?.kind === 'folder';
    case '-w':
      return node !== undefined && !node.isReadOnly;
    case '-s':
      return (
        node?.kind === 'file' &&
        files.read(resolvePath(state.folder, operand)).length > 0
      );
    case '-x':
      // eslint-disable-next-line no-bitwise
      return node !== undefined && (node.mode & 0o111) !== 0;
    case '-t':
      return terminal !== undefined;
    default:
      throw new UsageError(`${test}: unknown operand`);
  }
}

/** The shell itself and what it has built in. */
export const shellPrograms: Readonly<Record<string, Program>> = {
  sh,
  bash: sh,
  ash: sh,
  cd,
  // A node's files below `/host` are those of the container.
  chroot: async ({ args: [folder, ...command], run }) => {
    if (folder === undefined) throw new UsageError('missing operand');
    return run(command.length > 0 ? command : ['sh', '-i']);
  },
  export: exportVariables,
  echo,
  printf,
  test: testProgram(false),
  '[': testProgram(true),
  true: async () => 0,
  ':': async () => 0,
  false: async () => 1,
  exit: async ({ args: [code], state }) => {
    throw new ExitRequest(
      code === undefined ? state.lastExitCode : parseCount(code) % 256,
    );
  },
  exec: async ({ args, run }) => {
    if (args.length === 0) return 0;
    throw new ExitRequest(await run(args));
  },
  pwd: async ({ state, stdout }) => {
    await stdout.write(`${state.folder}\n`);
    return 0;
  },
  unset: async ({ args, state }) => {
    for (const name of args) state.variables.delete(name);
    return 0;
  },
};
