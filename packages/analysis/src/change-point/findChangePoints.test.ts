import fc from 'fast-check';

import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { findChangePoints } from './findChangePoints';

/** Noise of deviation 1 around the levels, each for `length` values; `stickiness` is its autocorrelation. */
function levels(
  each: readonly number[],
  length: number,
  stickiness = 0,
  seed = 31,
) {
  const random = seededRandom(seed);
  let noise = 0;
  return each.flatMap(level =>
    Array.from({ length }, () => {
      noise =
        stickiness * noise +
        Math.sqrt(1 - stickiness ** 2) * gaussianOf(random);
      return level + noise;
    }),
  );
}

describe('findChangePoints()', () => {
  it('finds where the level changed, and to what', () => {
    const changes = findChangePoints(levels([10, 14, 8], 100));
    expect(changes).toHaveLength(2);
    expect(Math.abs(changes[0].index - 100)).toBeLessThanOrEqual(2);
    expect(Math.abs(changes[1].index - 200)).toBeLessThanOrEqual(2);
    expect(changes[0].before).toBeCloseTo(10, -0.3);
    expect(changes[0].after).toBeCloseTo(14, -0.3);
    expect(changes[1].after).toBeCloseTo(8, -0.3);
    for (const { confidence } of changes)
      expect(confidence).toBeGreaterThan(0.99);
  });

  it('seldom finds one where there is none, be the noise independent or sticky', () => {
    const findings = [0, 0.4, 0.7].map(stickiness => {
      let found = 0;
      for (let seed = 0; seed < 50; seed++) {
        const calm = levels([5], 300, stickiness, seed);
        if (findChangePoints(calm).length > 0) found++;
      }
      return found / 50;
    });
    for (const share of findings) expect(share).toBeLessThanOrEqual(0.1);
  });

  it('is not led astray by spikes of 10⁹', () => {
    const spiky = levels([10, 20], 100).map((value, i) =>
      i % 37 === 5 ? 1e9 : value,
    );
    const changes = findChangePoints(spiky);
    expect(changes).toHaveLength(1);
    expect(Math.abs(changes[0].index - 100)).toBeLessThanOrEqual(2);
  });

  it('passes over values that are no numbers and counts their places', () => {
    const gappy = levels([10, 20], 100).flatMap(value => [value, NaN]);
    const [change] = findChangePoints(gappy);
    expect(Math.abs(change.index - 200)).toBeLessThanOrEqual(4);
  });

  it('finds a change between two flat lines', () => {
    const flat = Array.from({ length: 60 }, (_, i) => (i < 30 ? 5 : 9));
    expect(findChangePoints(flat)).toEqual([
      { index: 30, before: 5, after: 9, confidence: 1 },
    ]);
  });

  it('is more confident of a larger change', () => {
    const options = { leastConfidence: 0 };
    const confidences = [2, 4, 8].map(
      rise =>
        findChangePoints(levels([0, rise], 20), options)[0]?.confidence ?? 0,
    );
    expect(confidences).toEqual([...confidences].sort((a, b) => a - b));
  });

  it('has nothing to say of nothing, one value and a constant', () => {
    expect(findChangePoints([])).toEqual([]);
    expect(findChangePoints([7])).toEqual([]);
    expect(findChangePoints([NaN, Infinity])).toEqual([]);
    expect(findChangePoints(new Float64Array(100))).toEqual([]);
    expect(findChangePoints(new Float64Array(100).fill(3))).toEqual([]);
  });

  it('refuses stretches of less than two values', () => {
    expect(() => findChangePoints([], { leastLength: 1 })).toThrow(
      'leastLength must be 2 or more, got 1',
    );
  });

  it('finds the same places in any unit and with any offset', () => {
    const values = levels([10, 14, 8], 60);
    const places = (each: readonly number[]) =>
      findChangePoints(each).map(({ index }) => index);
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        (unit, offset) => {
          const scaled = values.map(value => unit * (value + offset));
          expect(places(scaled)).toEqual(places(values));
        },
      ),
      { seed: 7, numRuns: 30 },
    );
  });

  it('finds the same number of changes backwards', () => {
    const values = levels([10, 14, 8, 30], 50);
    expect(findChangePoints(values.toReversed())).toHaveLength(
      findChangePoints(values).length,
    );
  });
});
