import fc from 'fast-check';

import { toFiveDigits } from './toFiveDigits';

describe('toFiveDigits()', () => {
  it.each([
    [0, 0],
    [-0.5, -0.5],
    [123.4567, 123.46],
    [-0.00123456, -0.0012346],
    [99999.6, 100000],
    [1234567, 1234600],
    [1e100, 1e100],
    [5e-324, 5e-324],
  ])('turns %d into %d', (value, rounded) => {
    expect(toFiveDigits(value)).toBe(rounded);
  });

  it('is never off by more than one in the fifth digit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e100, max: 1e100, noNaN: true }),
        value => {
          const error = Math.abs(toFiveDigits(value) - value);
          // The smallest numbers have fewer than five digits of their own.
          expect(error).toBeLessThanOrEqual(1e-4 * Math.abs(value) + 5e-324);
        },
      ),
      { seed: 1 },
    );
  });
});
