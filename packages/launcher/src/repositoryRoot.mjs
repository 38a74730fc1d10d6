import { fileURLToPath } from 'node:url';

/** The absolute path of the repository, wherever the command was called from. */
export const repositoryRoot = fileURLToPath(
  new URL('../../..', import.meta.url),
).replace(/[\\/]$/, '');
