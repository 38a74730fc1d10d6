import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { AnalysisTask } from './AnalysisTask';
import { anomalyTask } from './anomaly/anomalyTask';
import { forecastTask } from './forecast/forecastTask';
import { logsTask } from './logs/logsTask';
import { rcaTask } from './rca/rcaTask';

const tasks: Readonly<Record<string, AnalysisTask>> = {
  anomaly: anomalyTask,
  logs: logsTask,
  rca: rcaTask,
  forecast: forecastTask,
};

/** Where the caller stands: npm runs scripts from the package that defines them. */
const callerFolder = process.env.INIT_CWD ?? process.cwd();
/** Beside the repository; the launcher runs this in the folder of the package. */
const defaultData = resolve('../../../shared/data');

async function main([command, ...args]: readonly string[]): Promise<void> {
  if (command === 'score' && args.length <= 1) {
    await scoreAll(args[0] ? resolve(callerFolder, args[0]) : defaultData);
    return;
  }
  const task =
    command !== undefined && Object.hasOwn(tasks, command)
      ? tasks[command]
      : undefined;
  if (!task || args.length !== 2) throw new Error(usage());
  const [input, output] = args.map(path => resolve(callerFolder, path));
  await task.run(input, output);
}

async function scoreAll(data: string): Promise<void> {
  for (const [name, task] of Object.entries(tasks)) {
    const folder = await mkdtemp(join(tmpdir(), `orrery-${name}-`));
    try {
      const output = join(folder, 'output');
      await task.run(join(data, name, task.input), output);
      console.log(`${await task.score(join(data, name), output)}\n`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function usage(): string {
  const lines = Object.entries(tasks).map(
    ([name, task]) => `  npm run --silent analysis -- ${name} ${task.usage}`,
  );
  return [
    'usage:',
    ...lines,
    '  npm run --silent analysis -- score [DATA_DIR]',
  ].join('\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
