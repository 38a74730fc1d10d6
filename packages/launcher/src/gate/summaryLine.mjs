/**
 * The last line of a run, alone on it: `N passed, N failed`. What was skipped is said on the line before.
 * @param {import('./testReport.mjs').TestReport} total
 * @returns {string}
 */
export function summaryLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `(${skipped} skipped)\n${line}` : line;
}
