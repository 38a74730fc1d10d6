/**
 * A line as templates see it: terminal colours, control characters and runs of blanks as one blank, none at the ends. O(length).
 */
export function plainText(line: string): string {
  if (!hasBlank(line)) return line;
  return (
    line
      // eslint-disable-next-line no-control-regex
      .replace(/\u001b\[[0-?]*[@-~]?|[\u0000-\u0020\u00a0]/g, ' ')
      .replace(/ +/g, ' ')
      .replace(/^ | $/g, '')
  );
}

/** Nearly no word has one, and looking is cheaper than replacing. */
function hasBlank(line: string): boolean {
  for (let i = 0; i < line.length; i += 1) {
    const code = line.charCodeAt(i);
    if (code <= 0x20 || code === 0xa0) return true;
  }
  return false;
}
