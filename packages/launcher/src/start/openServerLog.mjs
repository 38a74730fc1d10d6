import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const tailLines = 40;

/**
 * Keeps what the servers print: all of it in a file, the newest lines at hand for an error message.
 * @param {string} file absolute; overwritten
 * @returns {{ file: string, add: (line: string) => void, tail: () => string, close: () => void }}
 */
export function openServerLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'w');
  /** @type {string[]} */
  const newest = [];
  let isOpen = true;
  return {
    file,
    add: line => {
      newest.push(line);
      if (newest.length > tailLines) newest.shift();
      if (isOpen) writeSync(descriptor, `${line}\n`);
    },
    tail: () => newest.join('\n'),
    close: () => {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}
