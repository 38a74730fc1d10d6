import { join } from 'node:path';

import { ensureInstalled } from '../install/ensureInstalled.mjs';
import { runTypeScript } from '../process/runTypeScript.mjs';
import { repositoryRoot } from '../repositoryRoot.mjs';

/**
 * `npm run test:clients`: the recorded commands of `packages/client-tests`, with real clients.
 * @param {readonly string[]} args names of groups; all when there are none
 * @returns {Promise<number>} the exit code
 */
export async function runClientTests(args) {
  await ensureInstalled();
  const cwd = join(repositoryRoot, 'packages/client-tests');
  return runTypeScript({
    name: 'client tests',
    file: join(cwd, 'src/main.ts'),
    args,
    cwd,
  });
}
