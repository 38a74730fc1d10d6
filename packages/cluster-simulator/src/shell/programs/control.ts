import { parseCount } from '../parseOptions';
import {
  LoopExit,
  ReturnRequest,
  ExitRequest,
  UsageError,
  type Program,
} from '../Program';
import { SharedInput } from '../SharedInput';

/** Outside of loops it does nothing. */
const leaveLoop =
  (kind: 'break' | 'continue'): Program =>
  async ({ args: [count = '1'], state }) => {
    if (state.loopDepth === 0) return 0;
    throw new LoopExit(kind, Math.min(parseCount(count), state.loopDepth));
  };

/** `read A B`: the words of a line, the last name takes the rest; 1 at the end of input. */
const read: Program = async ({ args, stdin, stdout, state }) => {
  const names = [...args];
  while (names[0]?.startsWith('-')) {
    if (names.shift() === '-p') await stdout.write(names.shift() ?? '');
  }
  if (names.length === 0) names.push('REPLY');
  const line = await SharedInput.of(stdin).readLine();
  let rest = (line ?? '').replace(/\r$/, '').trim();
  names.forEach((name, index) => {
    const isLast = index === names.length - 1;
    const word = isLast ? rest : /^\S*/.exec(rest)?.[0] ?? '';
    state.variables.set(name, word);
    rest = rest.slice(word.length).trimStart();
  });
  return line === undefined ? 1 : 0;
};

/** `set -e`, `set +e`, `set -- A B`; `-u`, `-x` and `-o` change nothing. */
const set: Program = async ({ args, state, stdout }) => {
  const rest = [...args];
  while (/^[-+][a-z]+$/.test(rest[0] ?? '')) {
    const option = rest.shift() ?? '';
    if (option.includes('e')) state.exitsOnFailure = option.startsWith('-');
    if (option.endsWith('o')) rest.shift();
  }
  if (rest[0] === '--' || rest.length > 0) {
    const values = rest[0] === '--' ? rest.slice(1) : rest;
    state.positional = [state.positional[0], ...values];
  }
  if (args.length === 0)
    for (const [name, value] of state.variables)
      await stdout.write(`${name}='${value}'\n`);
  return 0;
};

const shift: Program = async ({ args: [count = '1'], state }) => {
  const by = parseCount(count);
  const [name, ...values] = state.positional;
  if (by > values.length) throw new UsageError("can't shift that many");
  state.positional = [name, ...values.slice(by)];
  return 0;
};

/** `command -v NAME`: where it is; otherwise runs it. */
const command: Program = async ({ args, files, state, stdout, run }) => {
  if (args[0] !== '-v') return run(args);
  const name = args[1] ?? '';
  if (state.functions.has(name)) await stdout.write(`${name}\n`);
  else if (files.find(`/bin/${name}`)) await stdout.write(`/bin/${name}\n`);
  else return 127;
  return 0;
};

const local: Program = async ({ args, state }) => {
  for (const arg of args) {
    const [, name, value = ''] = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined)
      throw new UsageError(`'${arg}': not a valid identifier`);
    state.variables.set(name, value);
  }
  return 0;
};

/** What steers a script. */
export const controlPrograms: Readonly<Record<string, Program>> = {
  break: leaveLoop('break'),
  continue: leaveLoop('continue'),
  return: async ({ args: [code], state }) => {
    const exitCode =
      code === undefined ? state.lastExitCode : parseCount(code) % 256;
    throw state.callDepth > 0
      ? new ReturnRequest(exitCode)
      : new ExitRequest(exitCode);
  },
  read,
  set,
  shift,
  command,
  local,
  eval: ({ args, evaluate }) => evaluate(args.join(' ')),
  // Nothing here is sent signals, or runs in the background.
  trap: async () => 0,
  wait: async () => 0,
};
