import fc from 'fast-check';
import { createCurve } from './Curve';
import { createNaiveCurve } from './Curve.naive';

const knots = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: -5, max: 400 }),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map(steps => {
    let timeMs = 1_000;
    return steps.map(([afterMs, rate]) => ({
      timeMs: (timeMs += afterMs),
      rate,
    }));
  });

describe('createCurve()', () => {
  it('is the sum of its slices, in whatever order it is asked', () => {
    fc.assert(
      fc.property(
        knots,
        fc.array(fc.integer({ min: 950, max: 1_600 }), { maxLength: 12 }),
        (given, questions) => {
          const times = given.map(knot => knot.timeMs);
          const rates = given.map(knot => knot.rate);
          const curve = createCurve(
            Float64Array.from(times),
            Float64Array.from(rates),
          );
          const naive = createNaiveCurve(times, rates);
          for (const timeMs of questions) {
            expect(curve.rateAt(timeMs)).toBeCloseTo(naive.rateAt(timeMs), 6);
            expect(curve.totalAt(timeMs)).toBeCloseTo(naive.totalAt(timeMs), 6);
          }
        },
      ),
      { seed: 7, numRuns: 150 },
    );
  });

  it('never falls', () => {
    fc.assert(
      fc.property(knots, given => {
        const curve = createCurve(
          Float64Array.from(given, knot => knot.timeMs),
          Float64Array.from(given, knot => knot.rate),
        );
        const totals = Array.from({ length: 200 }, (_, step) =>
          curve.totalAt(900 + step * 4),
        );
        expect(totals).toEqual([...totals].sort((a, b) => a - b));
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it('is nothing without knots', () => {
    const empty = createCurve(new Float64Array(), new Float64Array());
    expect([empty.rateAt(5), empty.totalAt(5)]).toEqual([0, 0]);
  });
});
