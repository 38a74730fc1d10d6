/** What stands for a part that varies. */
const GAP = '<_>';

/**
 * A line without what varies: words and values that hold a digit give way to `<_>`, and neighbouring gaps to one. Lines of the same
 * statement share it, mostly. O(length).
 */
export function toLinePattern(line: string): string {
  return line
    .replace(/"[^"\\]*\d[^"\\]*"/g, `"${GAP}"`)
    .replace(/[A-Za-z_\-.:/]*\d[\w\-.:/+]*/g, GAP)
    .replace(/(?:<_>[\s,]+)+<_>/g, GAP);
}
