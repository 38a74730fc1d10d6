import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled } from '../install/ensureInstalled.mjs';
import { LauncherError } from '../LauncherError.mjs';
import { runTypeScript } from '../process/runTypeScript.mjs';
import { repositoryRoot } from '../repositoryRoot.mjs';

/**
 * Runs the benchmark `packages/benchmarks/src/NAME/main.ts`; arguments after the name are its own.
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runBenchmark([name, ...args]) {
  const folder = join(repositoryRoot, 'packages/benchmarks/src');
  const names = readdirSync(folder).filter(entry =>
    existsSync(join(folder, entry, 'main.ts')),
  );
  if (name === undefined || !names.includes(name)) {
    throw new LauncherError(
      `name a benchmark, one of: ${names.join(', ')}; got ${
        name ?? 'nothing'
      }.`,
    );
  }
  await ensureInstalled();
  return runTypeScript({
    name: `benchmark ${name}`,
    file: join(folder, name, 'main.ts'),
    args,
    cwd: join(repositoryRoot, 'packages/benchmarks'),
  });
}
