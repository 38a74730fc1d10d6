import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ensureInstalled } from '../install/ensureInstalled.mjs';
import { LauncherError } from '../LauncherError.mjs';
import { Children } from '../process/Children.mjs';
import { listenForStop } from '../process/listenForStop.mjs';
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
  const children = new Children();
  const stop = listenForStop();
  try {
    const child = children.start({
      name: `benchmark ${name}`,
      command: process.execPath,
      args: [
        ...[
          '--expose-gc',
          '--require',
          createRequire(import.meta.url).resolve(
            '@backstage/cli/config/nodeTransform.cjs',
          ),
        ],
        ...[join(folder, name, 'main.ts'), ...args],
      ],
      cwd: join(repositoryRoot, 'packages/benchmarks'),
      onLine: line => console.log(line),
    });
    stop.signal.addEventListener('abort', () => void child.stop(), {
      once: true,
    });
    const how = await child.ended;
    await child.stop();
    await child.closed;
    return how === 'exit code 0' ? 0 : 1;
  } finally {
    await children.stopAll();
    stop.dispose();
  }
}
