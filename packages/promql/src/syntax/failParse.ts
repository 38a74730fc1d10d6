import { PromqlError } from '../PromqlError';

/**
 * A parse error worded as Prometheus words it: `1:5: parse error: …`, where the column counts bytes from 1.
 * Throws it rather than returning it, so that a caller's control flow ends here.
 */
export function failParse(query: string, start: number, why: string): never {
  const before = query.slice(0, start);
  const lines = before.split('\n');
  const column = utf8LengthOf(lines[lines.length - 1]) + 1;
  throw new PromqlError(
    'parse',
    `${lines.length}:${column}: parse error: ${why}`,
  );
}

function utf8LengthOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code < 0x10000) bytes += 3;
    else bytes += 4;
  }
  return bytes;
}
