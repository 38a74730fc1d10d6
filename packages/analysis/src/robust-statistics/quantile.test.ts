import fc from 'fast-check';

import { finiteValues, quantile } from './quantile';
import { quantileNaive } from './quantile.naive';

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(undefined, NaN, Infinity, -Infinity, 1e9, -1e9, 0),
);

describe('quantile()', () => {
  it('agrees with sorting', () => {
    fc.assert(
      fc.property(
        fc.array(anyNumber),
        fc.double({ min: -0.5, max: 1.5, noNaN: true }),
        (values, share) => {
          expect(quantile(values, share)).toBe(quantileNaive(values, share));
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it('interpolates between neighbours', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 20], 0.25)).toBe(12.5);
  });

  it('leaves its input as it is', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });

  it('is NaN where there is nothing', () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([undefined, NaN, Infinity], 0.5)).toBeNaN();
  });

  it('survives the largest numbers', () => {
    expect(quantile([Number.MAX_VALUE, -Number.MAX_VALUE], 0.5)).toBe(0);
  });
});

describe('finiteValues()', () => {
  it('keeps the order and drops what is no number', () => {
    expect([...finiteValues([3, NaN, undefined, 1, -Infinity])]).toEqual([
      3, 1,
    ]);
  });
});
