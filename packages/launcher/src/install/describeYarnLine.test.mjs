import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { describeYarnLine } from './describeYarnLine.mjs';

describe('describeYarnLine()', () => {
  for (const [line, meaning] of [
    ['➤ YN0000: ┌ Resolution step', 'reading the lockfile'],
    ['➤ YN0000: ┌ Fetch step', 'fetching packages'],
    ['➤ YN0000: ┌ Link step', 'laying out node_modules'],
    [
      '➤ YN0007: │ better-sqlite3@npm:12.11.1 must be built because it never has been before or the last one failed',
      'compiling better-sqlite3 (about a minute)',
    ],
    ['➤ YN0000: └ Completed in 3s 853ms', undefined],
    ['➤ YN0060: │ react is listed by your project', undefined],
    ['', undefined],
  ]) {
    it(`reads «${line}»`, () => assert.equal(describeYarnLine(line), meaning));
  }
});
