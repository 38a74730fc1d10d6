import fc from 'fast-check';

import { scoreHealth } from './scoreHealth';
import type { HealthInputs } from './scoreHealth';

const healthy = {
  errorRatio: 0,
  latencyRatio: 1,
  saturation: 0.5,
  restartsPerHour: 0,
  issues: { critical: 0, warning: 0 },
};

const input = fc.record(
  {
    errorRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    latencyRatio: fc.double({ min: 0, max: 20, noNaN: true }),
    saturation: fc.double({ min: 0, max: 2, noNaN: true }),
    restartsPerHour: fc.double({ min: 0, max: 1e9, noNaN: true }),
    issues: fc.record({ critical: fc.nat(50), warning: fc.nat(50) }),
  },
  { requiredKeys: [] },
);

describe('scoreHealth()', () => {
  it('gives 100 to a service without a fault and names nothing', () => {
    expect(scoreHealth(healthy)).toEqual({
      score: 100,
      deductions: [],
      unknown: [],
    });
  });

  it('says what cost how many points, the costliest first', () => {
    const { score, deductions } = scoreHealth({
      ...healthy,
      errorRatio: 0.02,
      saturation: 0.9,
      issues: { critical: 0, warning: 1 },
    });
    expect(deductions).toEqual([
      {
        factor: 'errors',
        points: expect.closeTo(33.9, 1),
        reason: '2 % of calls fail',
      },
      {
        factor: 'saturation',
        points: expect.closeTo(10, 6),
        reason: 'The fullest resource is at 90 %',
      },
      {
        factor: 'issues',
        points: 4,
        reason: 'Open issues: 0 critical, 1 warning',
      },
    ]);
    expect(score).toBeCloseTo(52.1, 1);
  });

  it('says the other reasons in words', () => {
    const { deductions } = scoreHealth({
      latencyRatio: 2.345,
      restartsPerHour: 14.6,
    });
    expect(deductions.map(({ reason }) => reason)).toEqual([
      'Containers restart 15 times an hour',
      'Calls take 2.3 times as long as usual',
    ]);
  });

  it('calls 40 the best that a service can be when every call fails', () => {
    expect(scoreHealth({ ...healthy, errorRatio: 1 }).score).toBe(40);
  });

  it('lists what it does not know, and has no score when that is all', () => {
    expect(scoreHealth({ errorRatio: 0 })).toEqual({
      score: 100,
      deductions: [],
      unknown: ['latency', 'saturation', 'restarts', 'issues'],
    });
    expect(scoreHealth({}).score).toBeUndefined();
    expect(scoreHealth({ errorRatio: NaN }).score).toBeUndefined();
  });

  it('never rises when an input gets worse', () => {
    const worse: readonly ((
      inputs: HealthInputs,
      by: number,
    ) => HealthInputs)[] = [
      (each, by) => ({ ...each, errorRatio: (each.errorRatio ?? 0) + by }),
      (each, by) => ({ ...each, latencyRatio: (each.latencyRatio ?? 0) + by }),
      (each, by) => ({ ...each, saturation: (each.saturation ?? 0) + by }),
      (each, by) => ({
        ...each,
        restartsPerHour: (each.restartsPerHour ?? 0) + by,
      }),
      (each, by) => ({
        ...each,
        issues: {
          critical: (each.issues?.critical ?? 0) + Math.ceil(by),
          warning: each.issues?.warning ?? 0,
        },
      }),
      (each, by) => ({
        ...each,
        issues: {
          critical: each.issues?.critical ?? 0,
          warning: (each.issues?.warning ?? 0) + Math.ceil(by),
        },
      }),
    ];
    fc.assert(
      fc.property(
        input,
        fc.nat(worse.length - 1),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (inputs, which, by) => {
          const before = scoreHealth(inputs).score ?? 100;
          const after = scoreHealth(worse[which](inputs, by)).score ?? 100;
          expect(after).toBeLessThanOrEqual(before + 1e-9);
        },
      ),
      { seed: 5, numRuns: 1000 },
    );
  });

  it('stays within 0 and 100, and its deductions add up', () => {
    fc.assert(
      fc.property(input, inputs => {
        const { score = 100, deductions } = scoreHealth(inputs);
        const lost = deductions.reduce((sum, { points }) => sum + points, 0);
        expect(score).toBeCloseTo(Math.max(0, 100 - lost), 9);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
      { seed: 6 },
    );
  });

  it('takes negative inputs for none and infinite ones for the worst', () => {
    expect(
      scoreHealth({
        errorRatio: -1,
        latencyRatio: -1,
        saturation: -1,
        restartsPerHour: -5,
        issues: { critical: -1, warning: -1 },
      }).score,
    ).toBe(100);
    expect(
      scoreHealth({ latencyRatio: Infinity, saturation: Infinity }).score,
    ).toBe(50);
    expect(scoreHealth({ restartsPerHour: 1e9 }).score).toBe(80);
  });
});
