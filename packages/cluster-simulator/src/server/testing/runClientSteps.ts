import { execFile } from 'node:child_process';

/** One command of a recorded session and what it must answer. */
export interface ClientStep {
  readonly command: string;
  readonly output: RegExp;
  readonly code?: number;
  readonly stdin?: string;
  /** It would never end by itself: it is stopped once it has answered. */
  readonly follows?: boolean;
}

/** Runs the steps in order, each on what those before it left; returns what went wrong, in sentences. */
export async function runClientSteps(
  client: string,
  steps: readonly ClientStep[],
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const step of steps) {
    const { command, code = 0, output } = step;
    const result = await run(client, step, env);
    if ((step.follows || result.code === code) && output.test(result.text))
      continue;
    failures.push(
      `${command}\n  code ${result.code}, wanted ${code}\n  output ${result.text}\n  wanted ${output}`,
    );
  }
  return failures;
}

function run(
  client: string,
  { command, stdin = '', follows, output }: ClientStep,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise(resolve => {
    const child = execFile(
      client,
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
