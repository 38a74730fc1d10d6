import { readFileSync } from 'node:fs';

/**
 * @typedef {object} TestReport
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * Counts of a `node --test --test-reporter=tap` run.
 * @param {string} output
 * @returns {TestReport}
 */
export function nodeTestReport(output) {
  /** @param {string} name */
  const countOf = name =>
    Number(output.match(new RegExp(`^# ${name} (\\d+)$`, 'm'))?.[1] ?? 0);
  return {
    passed: countOf('pass'),
    failed: countOf('fail') + countOf('cancelled'),
    skipped: countOf('skipped') + countOf('todo'),
  };
}

/**
 * Counts of a Jest run, from its JSON output file. A file that did not even load is a failure.
 * @param {string} file
 * @returns {TestReport}
 */
export function jestReport(file) {
  const result = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/**
 * Counts of a Playwright run, from its JSON reporter's file.
 * @param {string} file
 * @returns {TestReport}
 */
export function playwrightReport(file) {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}
