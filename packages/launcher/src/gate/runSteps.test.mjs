import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Children } from '../process/Children.mjs';
import { runSteps } from './runSteps.mjs';

/** @returns {import('./gateSteps.mjs').GateStep} */
const step = (name, code, more = {}) => ({
  name,
  command: process.execPath,
  args: ['-e', code],
  ...more,
});

async function run(steps, signal = new AbortController().signal) {
  const children = new Children();
  const lines = [];
  try {
    return {
      total: await runSteps(steps, {
        root: process.cwd(),
        children,
        signal,
        log: line => lines.push(line),
      }),
      lines,
    };
  } finally {
    await children.stopAll();
  }
}

describe('runSteps()', () => {
  it('counts a step as one, and its tests one each', async () => {
    const { total } = await run([
      step('plain', ''),
      step('tests', '', {
        report: () => ({ passed: 5, failed: 0, skipped: 2 }),
      }),
    ]);
    assert.deepEqual(total, { passed: 7, failed: 0, skipped: 2 });
  });

  it('prints the whole output of a step that fails, and how it ended', async () => {
    const { total, lines } = await run([
      step(
        'bad',
        'console.log("why"); console.error("where"); process.exit(3)',
      ),
    ]);
    assert.deepEqual(total, { passed: 0, failed: 1, skipped: 0 });
    assert.match(lines[0], /^✗ bad \(\d+\.\d s\)$/);
    assert.deepEqual([...lines.slice(1, 3)].sort(), ['    where', '    why']);
    assert.equal(lines[3], '    bad: exit code 3');
  });

  it('says nothing but a line of a step that passes', async () => {
    const { lines } = await run([step('good', 'console.log("chatter")')]);
    assert.equal(lines.length, 1);
    assert.match(lines[0], /^✓ good/);
  });

  it('does not count failed tests twice', async () => {
    const { total } = await run([
      step('tests', 'process.exit(1)', {
        report: () => ({ passed: 1, failed: 2, skipped: 0 }),
      }),
    ]);
    assert.deepEqual(total, { passed: 1, failed: 2, skipped: 0 });
  });

  it('fails a step whose process passes but whose report says otherwise, or cannot be read', async () => {
    const { total } = await run([
      step('liar', '', {
        report: () => ({ passed: 1, failed: 1, skipped: 0 }),
      }),
      step('silent', '', {
        report: () => {
          throw new Error('no file');
        },
      }),
    ]);
    assert.deepEqual(total, { passed: 1, failed: 2, skipped: 0 });
  });

  it('runs a step marked alone after the others', async () => {
    const { lines } = await run([
      step('alone', '', { alone: true }),
      step('slow', 'setTimeout(() => {}, 200)'),
    ]);
    assert.deepEqual(
      lines.map(line => line.split(' ')[1]),
      ['slow', 'alone'],
    );
  });

  it('starts nothing after an abort', async () => {
    assert.deepEqual(
      (await run([step('never', '')], AbortSignal.abort())).lines,
      [],
    );
  });
});
