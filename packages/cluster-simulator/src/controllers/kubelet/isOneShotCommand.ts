import { parseScript } from '../../shell/parseScript';
import type { Command, Script, Word } from '../../shell/Script';
import { ShellSyntaxError } from '../../shell/ShellSyntaxError';
import type { Container } from '../kinds/Pod';

/** Programs that do one thing and end, all of which the simulated shell has. */
const ONE_SHOT = new Set(
  (
    '[ : arch base64 basename break cat cd chmod command continue cp curl cut date df dirname du echo egrep env eval exit export ' +
    'false find free getent grep head hostname id local ls md5sum mkdir mv nc nproc nslookup printenv printf ps pwd read return rm ' +
    'rmdir seq set sha256sum shift sleep sort stat tail tar tee test touch tr trap true tty uname uniq unset uptime wait wc wget ' +
    'which whoami'
  ).split(' '),
);
const SHELL = /^(?:\/bin\/)?(?:ba|a)?sh$/;

/**
 * Whether the simulated shell can run all of a container's command: programs that end by themselves, also in loops, which
 * may go on for ever. O(length of the command).
 */
export function isOneShotCommand(container: Container): boolean {
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  const [name = '', option = '', script] = words;
  if (!SHELL.test(name)) return isOneShot(words);
  return (
    script !== undefined && /^-[elux]*c$/.test(option) && isKnownScript(script)
  );
}

function isKnownScript(text: string): boolean {
  try {
    const script = parseScript(text);
    const functions = new Set(
      commandsOf(script).flatMap(each =>
        each.kind === 'function' ? [each.name] : [],
      ),
    );
    const words = commandsOf(script).flatMap(each =>
      each.kind === 'simple' && each.words.length > 0
        ? [each.words.map(textOf)]
        : [],
    );
    return (
      words.length > 0 &&
      commandsOf(script).every(takesBreath) &&
      words.every(each => functions.has(each[0]) || isOneShot(each))
    );
  } catch (error) {
    // What the simulated shell cannot read it cannot run.
    if (error instanceof ShellSyntaxError) return false;
    throw error;
  }
}

/** A loop that does nothing but run would cost the simulator all its time. */
function takesBreath(command: Command): boolean {
  return (
    command.kind !== 'loop' ||
    innerOf(command).some(
      each =>
        each.kind === 'simple' &&
        ['sleep', 'read'].includes(textOf(each.words[0] ?? [])),
    )
  );
}

function commandsOf(script: Script): readonly Command[] {
  return script.flatMap(({ pipeline }) =>
    pipeline.commands.flatMap(each => [each, ...innerOf(each)]),
  );
}

function innerOf(command: Command): readonly Command[] {
  switch (command.kind) {
    case 'simple':
      return [];
    case 'function':
      return [command.body, ...innerOf(command.body)];
    case 'if':
      return [
        ...command.branches.flatMap(({ condition, body }) => [
          ...commandsOf(condition),
          ...commandsOf(body),
        ]),
        ...commandsOf(command.otherwise),
      ];
    case 'loop':
      return [...commandsOf(command.condition), ...commandsOf(command.body)];
    case 'case':
      return command.branches.flatMap(({ body }) => commandsOf(body));
    default:
      return commandsOf(command.body);
  }
}

function isOneShot([path = '', ...args]: readonly string[]): boolean {
  const name = path.replace(/^\/(?:usr\/)?s?bin\//, '');
  if (!ONE_SHOT.has(name)) return false;
  if (name === 'sleep') return args.every(arg => /^[\d.]+[smhd]?$/.test(arg));
  if (name === 'tail') return !args.some(arg => /^-[fF]|^--follow/.test(arg));
  return true;
}

function textOf(word: Word): string {
  return word.map(part => (part.kind === 'text' ? part.text : '$')).join('');
}
