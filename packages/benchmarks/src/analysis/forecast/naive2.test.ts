import { naive2 } from './naive2';

describe('naive2()', () => {
  it('repeats the last value of a series without a season', () => {
    const noise = [3, 1, 2, 2, 3, 1, 1, 3, 2, 3, 2, 1, 2, 1, 3, 2];
    expect(naive2(noise, 4, 3)).toEqual([2, 2, 2]);
  });

  it('carries a multiplicative season on from the level of the last value', () => {
    const season = [0.5, 1, 1.5, 1];
    const series = Array.from({ length: 40 }, (_, i) => 20 * season[i % 4]);
    const expected = [10, 20, 30, 20, 10];
    naive2(series, 4, 5).forEach((value, h) =>
      expect(value).toBeCloseTo(expected[h], 9),
    );
  });

  it('repeats a constant, and what is too short for a season', () => {
    expect(naive2(new Array<number>(50).fill(7), 4, 2)).toEqual([7, 7]);
    expect(naive2([1, 9, 1, 9], 4, 2)).toEqual([9, 9]);
  });
});
