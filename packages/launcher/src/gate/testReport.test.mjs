import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { jestReport, nodeTestReport, playwrightReport } from './testReport.mjs';

describe('test reports', () => {
  it('count the tests of node --test', () => {
    const output =
      'ok 1 - a\n# tests 9\n# pass 4\n# fail 2\n# cancelled 1\n# skipped 1\n# todo 1\n';
    assert.deepEqual(nodeTestReport(output), {
      passed: 4,
      failed: 3,
      skipped: 2,
    });
  });

  it('count the tests of Jest, and a file that did not load as failed', t => {
    const file = jsonFile(t, {
      numPassedTests: 7,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 2,
      numTodoTests: 0,
    });
    assert.deepEqual(jestReport(file), { passed: 7, failed: 2, skipped: 2 });
  });

  it('count the tests of Playwright, and an error outside of a test as failed', t => {
    const file = jsonFile(t, {
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [{}],
    });
    assert.deepEqual(playwrightReport(file), {
      passed: 4,
      failed: 2,
      skipped: 2,
    });
  });
});

function jsonFile(t, value) {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-report-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'report.json'), JSON.stringify(value));
  return join(folder, 'report.json');
}
