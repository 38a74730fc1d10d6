import fc from 'fast-check';

import { TailEstimator } from './TailEstimator';
import { tailSurpriseNaive } from './TailEstimator.naive';

const options = { size: 8, memory: 1000 };
const deviations = fc.array(
  fc.double({ min: -10, max: 1e6, noNaN: true, noDefaultInfinity: true }),
  { maxLength: 80 },
);

function learn(values: readonly number[], own = options): TailEstimator {
  const tail = new TailEstimator(own);
  values.forEach((value, i) => tail.add(value, i + 1));
  return tail;
}

describe('TailEstimator', () => {
  it('agrees with the definition', () => {
    fc.assert(
      fc.property(deviations, fc.double({ min: 0, max: 1e7 }), (past, next) => {
        expect(learn(past).surpriseOf(next, past.length)).toBeCloseTo(
          tailSurpriseNaive(past, next, options),
          6,
        );
      }),
      { seed: 1 },
    );
  });

  it('finds the share of a Pareto tail beyond what it has seen', () => {
    const tail = new TailEstimator({ size: 200, memory: 10_000 });
    // Quantiles of P(X > x) = 1 / x², in a fixed scattered order.
    for (let i = 0; i < 4999; i++)
      tail.add(1 / Math.sqrt(((i * 1777) % 4999) / 4999 + 1e-4), i + 1);
    expect(tail.surpriseOf(1000, 4999)).toBeGreaterThan(5);
    expect(tail.surpriseOf(1000, 4999)).toBeLessThan(7);
  });

  it('is more surprised by larger values', () => {
    fc.assert(
      fc.property(
        deviations,
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        (past, a, b) => {
          const tail = learn(past);
          expect(tail.surpriseOf(Math.max(a, b), 100)).toBeGreaterThanOrEqual(
            tail.surpriseOf(Math.min(a, b), 100),
          );
        },
      ),
      { seed: 1 },
    );
  });

  it('does not depend on the unit', () => {
    const past = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
    const thousandfold = learn(past.map(value => value * 1000));
    expect(thousandfold.surpriseOf(20_000, 11)).toBeCloseTo(
      learn(past).surpriseOf(20, 11),
      2,
    );
  });

  it('is surprised by the first deviation after long silence', () => {
    const tail = learn(Array.from({ length: 999 }, () => 0));
    expect(tail.surpriseOf(1e-3, 999)).toBeCloseTo(3, 6);
  });

  it('forgets values when they are older than its memory', () => {
    const own = { size: 8, memory: 50 };
    const quiet = Array.from({ length: 60 }, (_, i) => 1 + (i % 7) / 10);
    const tail = learn([1e6, 1e6, 1e6, ...quiet], own);
    expect(tail.surpriseOf(100, 63)).toBeGreaterThan(5);
    expect(tail.state().logSteps[0]).toBeLessThan(1000);
  });

  it('never takes zero, negative or undefined deviations for rare', () => {
    const tail = learn([0, -1, NaN, 0, 0]);
    expect([0, -5, NaN].map(value => tail.surpriseOf(value, 5))).toEqual([
      0, 0, 0,
    ]);
  });

  it('goes on from its saved state as if it had not stopped', () => {
    fc.assert(
      fc.property(deviations, deviations, (before, after) => {
        const going = learn(before);
        const resumed = new TailEstimator(
          options,
          JSON.parse(JSON.stringify(going.state())),
        );
        after.forEach((value, i) => {
          const seen = before.length + i;
          expect(resumed.surpriseOf(value, seen)).toBe(
            going.surpriseOf(value, seen),
          );
          going.add(value, seen + 1);
          resumed.add(value, seen + 1);
        });
        expect(resumed.state()).toEqual(going.state());
      }),
      { seed: 1 },
    );
  });
});
