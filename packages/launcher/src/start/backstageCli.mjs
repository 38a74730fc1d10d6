import { join } from 'node:path';

/**
 * A backstage-cli call as a child process of the running Node.js.
 * @param {string} root
 * @param {readonly string[]} args
 * @returns {{ command: string, args: string[] }}
 */
export function backstageCli(root, args) {
  return {
    command: process.execPath,
    args: [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...args,
    ],
  };
}
