import { execFile, execFileSync } from 'node:child_process';

/** One command of a recorded session and what it must answer. */
export interface KubectlStep {
  readonly command: string;
  readonly output: RegExp;
  readonly code?: number;
  readonly stdin?: string;
  /** It would never end by itself: it is stopped once it has answered. */
  readonly follows?: boolean;
}

/**
 * The real kubectls of this machine: the one that KUBECTL names and the first on PATH (which may be a dispatcher that picks
 * a client by the server's version).
 *
 * @throws Error in CI when there is none: the checks must not be skipped silently there.
 */
export function findKubectls(): readonly string[] {
  const candidates = [process.env.KUBECTL, 'kubectl'].filter(
    (candidate): candidate is string => Boolean(candidate),
  );
  const found = [...new Set(candidates)].filter(answers);
  if (found.length === 0 && process.env.CI === 'true') {
    throw new Error(
      'no kubectl found: set KUBECTL or put kubectl on PATH; CI checks the API with a real client',
    );
  }
  return found;
}

/** Runs the steps in order, each on what those before it left; returns what went wrong, in sentences. */
export async function runKubectlSteps(
  kubectl: string,
  steps: readonly KubectlStep[],
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const step of steps) {
    const { command, code = 0, output } = step;
    const result = await run(kubectl, step, env);
    if ((step.follows || result.code === code) && output.test(result.text))
      continue;
    failures.push(
      `${command}\n  code ${result.code}, wanted ${code}\n  output ${result.text}\n  wanted ${output}`,
    );
  }
  return failures;
}

function answers(candidate: string): boolean {
  try {
    execFileSync(candidate, ['version', '--client'], {
      stdio: 'ignore',
      timeout: 10_000,
    });
    return true;
  } catch {
    return false; // The suite's name says which were found.
  }
}

function run(
  kubectl: string,
  { command, stdin = '', follows, output }: KubectlStep,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise(resolve => {
    const child = execFile(
      kubectl,
      command.split(' '),
      { env, timeout: 30_000 },
      (error, stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : 0;
        resolve({
          code: error && code === 0 ? -1 : code,
          text: `${stdout}${stderr}`,
        });
      },
    );
    child.stdin?.end(stdin);
    if (!follows) return;
    let text = '';
    child.stdout?.on('data', chunk => {
      text += chunk;
      if (output.test(text)) child.kill();
    });
  });
}
