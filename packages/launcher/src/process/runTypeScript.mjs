import { createRequire } from 'node:module';

import { Children } from './Children.mjs';
import { listenForStop } from './listenForStop.mjs';

/**
 * Runs a program of another package from its sources, shows what it prints, and ends it and all that it started when this
 * process is asked to stop.
 * @param {object} options
 * @param {string} options.name shown in messages
 * @param {string} options.file the TypeScript file to run
 * @param {readonly string[]} options.args
 * @param {string} options.cwd
 * @returns {Promise<number>} 0 when it ended well
 */
export async function runTypeScript({ name, file, args, cwd }) {
  const children = new Children();
  const stop = listenForStop();
  try {
    const child = children.start({
      name,
      command: process.execPath,
      args: [
        '--expose-gc',
        '--require',
        createRequire(import.meta.url).resolve(
          '@backstage/cli/config/nodeTransform.cjs',
        ),
        ...[file, ...args],
      ],
      cwd,
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
