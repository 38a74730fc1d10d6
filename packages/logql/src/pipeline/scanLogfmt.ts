import { unescape } from './unescape';

/** A pair of a logfmt line; without `=`, or with nothing behind it, the value is empty. */
export interface LogfmtPair {
  readonly key: string;
  readonly value: string;
}

const pair =
  /([^\s="]+)(?:=(?:"((?:[^"\\]|\\.)*)"(?=[\s]|$)|([^\s="]*)(?=\s|$)))?(?=\s|$)/y;

/**
 * The pairs of a line, and where the first piece that is none stands; such pieces are passed over. O(length).
 */
export function scanLogfmt(line: string): {
  readonly pairs: readonly LogfmtPair[];
  readonly problemAt: number | undefined;
} {
  const pairs: LogfmtPair[] = [];
  let problemAt: number | undefined;
  let index = 0;
  for (;;) {
    while (index < line.length && line.charCodeAt(index) <= 32) index += 1;
    if (index >= line.length) return { pairs, problemAt };
    pair.lastIndex = index;
    const match = pair.exec(line);
    if (match === null) {
      problemAt ??= index;
      while (index < line.length && line.charCodeAt(index) > 32) index += 1;
    } else {
      const [whole, key, quoted, plain = ''] = match;
      const value = quoted === undefined ? plain : unescape(quoted);
      pairs.push({ key, value });
      index += whole.length;
    }
  }
}
