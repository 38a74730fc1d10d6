import { createHash } from 'node:crypto';

/** So many hexadecimal digits (at most 64) that depend on the text alone: identifiers as clouds hand them out. */
export function hexOf(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
