import fc from 'fast-check';

import { seededRandom } from '../testing/seededRandom';
import { mannWhitney } from './mannWhitney';
import { superiorityNaive } from './mannWhitney.naive';

describe('mannWhitney()', () => {
  it('agrees with counting pairs', () => {
    const values = fc.array(fc.integer({ min: -4, max: 4 }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(mannWhitney(a, b).superiority).toBeCloseTo(
          superiorityNaive(a, b),
          12,
        );
      }),
      { seed: 2 },
    );
  });

  it('has the p-value of the textbook', () => {
    // U = 3 of 25 pairs, variance 25·11/12, continuity 1/2: z = 9 / 4.787
    const { pValue } = mannWhitney([1, 2, 3, 4, 8], [5, 6, 7, 9, 10]);
    expect(pValue).toBeCloseTo(0.0601, 3);
  });

  it('rejects equal distributions as often as it should', () => {
    const random = seededRandom(8);
    const draw = () => Array.from({ length: 30 }, () => random());
    let rejected = 0;
    for (let i = 0; i < 1000; i++) {
      if (mannWhitney(draw(), draw()).pValue < 0.05) rejected++;
    }
    expect(rejected).toBeGreaterThan(25);
    expect(rejected).toBeLessThan(75);
  });

  it('decides nothing about nothing, and about what is all equal', () => {
    expect(mannWhitney([], [1])).toEqual({ superiority: 0.5, pValue: 1 });
    expect(mannWhitney([NaN], [1])).toEqual({ superiority: 0.5, pValue: 1 });
    expect(mannWhitney([3, 3], [3, 3])).toEqual({
      superiority: 0.5,
      pValue: 1,
    });
  });
});
