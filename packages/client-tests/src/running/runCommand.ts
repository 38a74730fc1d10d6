import { spawn } from 'node:child_process';
import type { RecordedCommand } from '../recorded/Recorded';
import { findMismatch } from './findMismatch';
import { splitWords } from './splitWords';

/** Programs by the name that commands call them, and what they see of this machine. */
export interface CommandPlace {
  readonly programs: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a command and compares; answers with what is wrong, in words, or undefined. */
export async function runCommand(
  recorded: RecordedCommand,
  place: CommandPlace,
): Promise<string | undefined> {
  const { code = 0, stdout, stderr = '', until } = recorded;
  const result = await execute(recorded, place);
  const problems = [
    result.problem,
    until === undefined && result.code !== code
      ? `exit code ${result.code}, wanted ${code}`
      : undefined,
    until !== undefined && !until.test(result.stdout + result.stderr)
      ? `ended before its output matched ${until}`
      : undefined,
    labelled('stdout', stdout && findMismatch(result.stdout, stdout)),
    labelled('stderr', findMismatch(result.stderr, stderr)),
  ].filter(problem => problem !== undefined);
  if (problems.length === 0) return undefined;
  const isStdoutShown = problems.some(each => each.startsWith('stdout'));
  return [
    ...problems,
    ...(isStdoutShown ? [] : [`stdout was:\n${result.stdout.slice(0, 2_000)}`]),
  ].join('\n');
}

interface CommandResult {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
  readonly problem?: string;
}

function execute(
  recorded: RecordedCommand,
  place: CommandPlace,
): Promise<CommandResult> {
  const { timeoutSeconds = 60 } = recorded;
  const [program, ...args] = splitWords(recorded.run);
  const child = spawn(place.programs[program] ?? program, args, {
    cwd: place.folder,
    env: { ...place.env, ...recorded.env },
  });
  return new Promise(resolve => {
    const out = { stdout: '', stderr: '' };
    let problem: string | undefined;
    let awaited = recorded.meanwhile;

    const deadline = setTimeout(() => {
      problem = `did not end within ${timeoutSeconds} s`;
      child.kill('SIGKILL');
    }, timeoutSeconds * 1000);

    const onText = (stream: 'stdout' | 'stderr', text: string) => {
      out[stream] += text;
      const caught = awaited?.when.exec(out.stdout + out.stderr);
      if (awaited && caught) {
        const act = awaited;
        awaited = undefined;
        doMeanwhile(act, caught[1] ?? '', place).then(
          answer => onText('stdout', answer),
          error => {
            problem = String(error);
            child.kill();
          },
        );
        return;
      }
      const { until } = recorded;
      if (until?.test(out.stdout + out.stderr)) child.kill();
    };
    child.stdout.setEncoding('utf8');
    child.stderr.setEncoding('utf8');
    child.stdout.on('data', text => onText('stdout', text));
    child.stderr.on('data', text => onText('stderr', text));
    // A program that does not read its input closes it early.
    child.stdin.on('error', () => {});
    child.stdin.end(recorded.stdin ?? '');
    child.once('error', error => {
      clearTimeout(deadline);
      resolve({ ...out, code: 'none', problem: error.message });
    });
    child.once('close', (code, signal) => {
      clearTimeout(deadline);
      resolve({ ...out, code: code ?? signal ?? 'none', problem });
    });
  });
}

async function doMeanwhile(
  { run, get }: NonNullable<RecordedCommand['meanwhile']>,
  caught: string,
  place: CommandPlace,
): Promise<string> {
  if (run !== undefined) {
    const failure = await runCommand(
      { run: run.replace('$1', caught), stderr: /^/ },
      place,
    );
    if (failure !== undefined) throw new Error(`${run}: ${failure}`);
  }
  if (get === undefined) return '';
  const response = await fetch(get.replace('$1', caught));
  return `${response.status} ${await response.text()}`;
}

function labelled(
  stream: string,
  problem: string | undefined,
): string | undefined {
  return problem ? `${stream}: ${problem}` : undefined;
}
