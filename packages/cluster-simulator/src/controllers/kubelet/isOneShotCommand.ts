import { parseScript } from '../../shell/parseScript';
import type { Word } from '../../shell/Script';
import { ShellSyntaxError } from '../../shell/ShellSyntaxError';
import type { Container } from '../kinds/Pod';

/** Programs that do one thing and end, all of which the simulated shell has. */
const ONE_SHOT = new Set(
  (
    '[ : arch base64 basename cat cd chmod cp curl cut date df dirname du echo egrep env exit export false find free getent grep ' +
    'head hostname id ls md5sum mkdir mv nproc nslookup printenv printf ps pwd rm rmdir seq sha256sum sleep sort stat tail tar tee ' +
    'test touch tr true uname uniq unset uptime wc wget which whoami'
  ).split(' '),
);
const SHELL = /^(?:\/bin\/)?(?:ba|a)?sh$/;

/** Whether all that a container's command runs are programs that end by themselves. O(length of the command). */
export function isOneShotCommand(container: Container): boolean {
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  const [name = '', option = '', script] = words;
  if (!SHELL.test(name)) return isOneShot(words);
  return (
    script !== undefined && /^-[elux]*c$/.test(option) && isFiniteScript(script)
  );
}

function isFiniteScript(text: string): boolean {
  try {
    const commands = parseScript(text).flatMap(({ pipeline }) =>
      pipeline.commands.filter(({ words }) => words.length > 0),
    );
    return (
      commands.length > 0 &&
      commands.every(({ words }) => isOneShot(words.map(textOf)))
    );
  } catch (error) {
    // What the simulated shell cannot read it cannot run.
    if (error instanceof ShellSyntaxError) return false;
    throw error;
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
