import { posix } from 'node:path';

/** An absolute path without `.` and `..` and without a slash at the end. */
export function resolvePath(folder: string, path: string): string {
  const absolute = posix.resolve(folder, path);
  return absolute.length > 1 && absolute.endsWith('/')
    ? absolute.slice(0, -1)
    : absolute;
}
