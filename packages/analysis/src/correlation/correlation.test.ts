import fc from 'fast-check';

import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { adjustPValues } from './adjustPValues';
import { adjustPValueNaive } from './adjustPValues.naive';
import { correlateWithLag } from './correlateWithLag';
import { spearmanNaive } from './correlateWithLag.naive';
import { ranksOf } from './ranksOf';

function noise(count: number, seed: number, stickiness = 0) {
  const random = seededRandom(seed);
  let value = 0;
  return Array.from({ length: count }, () => {
    value = stickiness * value + gaussianOf(random);
    return value;
  });
}

describe('ranksOf()', () => {
  it('shares ranks among ties and gives none to NaN', () => {
    expect([...ranksOf(Float64Array.of(5, 1, NaN, 5, -Infinity))]).toEqual([
      3.5,
      2,
      NaN,
      3.5,
      1,
    ]);
  });
});

describe('correlateWithLag()', () => {
  it('agrees with the formula of Spearman', () => {
    for (let seed = 0; seed < 20; seed++) {
      const a = noise(40, seed);
      const b = noise(40, seed + 100).map((value, i) => value + a[i]);
      expect(correlateWithLag(a, b, 0).correlation).toBeCloseTo(
        spearmanNaive(a, b),
        9,
      );
    }
  });

  it.each([0, 3, -4])('finds a lag of %d steps', lag => {
    const long = noise(120, 7);
    const first = long.slice(10, 110);
    const second = long.slice(10 - lag, 110 - lag).map(value => -2 * value);
    const found = correlateWithLag(first, second, 5);
    expect(found.lag).toBe(lag);
    expect(found.correlation).toBeCloseTo(-1, 1);
    expect(found.pValue).toBeLessThan(1e-6);
  });

  it.each([0, 0.9])(
    'is seldom sure of unrelated series with stickiness %d',
    stickiness => {
      let sure = 0;
      for (let seed = 0; seed < 200; seed++) {
        const a = noise(200, seed, stickiness);
        const b = noise(200, seed + 1000, stickiness);
        if (correlateWithLag(a, b, 3).pValue < 0.05) sure++;
      }
      expect(sure / 200).toBeLessThanOrEqual(0.1);
    },
  );

  it('is symmetric, and does not change when a series is rescaled', () => {
    const a = noise(80, 11);
    const b = noise(80, 12).map((value, i) => value + (a[i - 2] ?? 0));
    const forward = correlateWithLag(a, b, 4);
    const backward = correlateWithLag(b, a, 4);
    expect(forward.lag).toBe(2);
    expect(backward.lag).toBe(-2);
    expect(backward.correlation).toBeCloseTo(forward.correlation, 12);
    const cubed = b.map(value => 1e6 * value ** 3 + 5);
    expect(correlateWithLag(a, cubed, 4)).toEqual(forward);
  });

  it('is not disturbed by values of 10⁹', () => {
    const a = noise(100, 5);
    const b = a.map((value, i) => (i % 20 === 3 ? 1e9 : value));
    expect(correlateWithLag(a, b, 0).correlation).toBeGreaterThan(0.8);
  });

  it('knows nothing of too few, missing or constant values', () => {
    const nothing = { lag: 0, correlation: 0, pValue: 1 };
    expect(correlateWithLag([], [], 2)).toEqual(nothing);
    expect(correlateWithLag([1, 2, 3], [1, 2, 3], 0)).toEqual(nothing);
    expect(correlateWithLag(noise(50, 1), Array(50).fill(4), 2)).toEqual(
      nothing,
    );
    expect(correlateWithLag(noise(50, 1), Array(50).fill(NaN), 2)).toEqual(
      nothing,
    );
  });

  it('is certain of a series and itself', () => {
    const a = noise(50, 3);
    expect(correlateWithLag(a, a, 2)).toEqual({
      lag: 0,
      correlation: 1,
      pValue: 0,
    });
  });

  it('refuses half a lag', () => {
    expect(() => correlateWithLag([], [], 0.5)).toThrow(
      'maxLag must be 0, 1, 2, …, got 0.5',
    );
  });
});

describe('adjustPValues()', () => {
  it('agrees with the definition', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
        pValues => {
          const adjusted = adjustPValues(pValues);
          pValues.forEach((_, i) => {
            expect(adjusted[i]).toBeCloseTo(adjustPValueNaive(pValues, i), 12);
          });
        },
      ),
      { seed: 4 },
    );
  });

  it('never makes a test more significant, and keeps their order', () => {
    const adjusted = adjustPValues([0.01, 0.02, 0.03, 0.5]);
    expect(adjusted).toEqual([0.04, 0.04, 0.04, 0.5]);
  });

  it('counts what is no probability as its nearest', () => {
    expect(adjustPValues([NaN, -1, 7])).toEqual([1, 0, 1]);
    expect(adjustPValues([])).toEqual([]);
  });
});
