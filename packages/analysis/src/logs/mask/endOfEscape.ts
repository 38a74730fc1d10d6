/** The character that begins a terminal's control sequence. */
export const escape = 0x1b;
const openingBracket = 0x5b;

/**
 * The position after the control sequence (a colour, mostly) that begins at an escape character, or after that character
 * when none follows. O(length of the sequence), no errors. Source: ECMA-48, 5.4, without intermediate bytes.
 */
export function endOfEscape(line: string, start: number): number {
  if (line.charCodeAt(start + 1) !== openingBracket) return start + 1;
  let end = start + 2;
  while (isParameter(line.charCodeAt(end))) end += 1;
  return isFinal(line.charCodeAt(end)) ? end + 1 : end;
}

function isParameter(code: number): boolean {
  return code >= 0x30 && code <= 0x3f;
}

function isFinal(code: number): boolean {
  return code >= 0x40 && code <= 0x7e;
}
