import { prepareSeries } from './prepareSeries';

const filled = (values: number[], season = 4) =>
  Array.from(prepareSeries(values, season));

describe('prepareSeries()', () => {
  it('joins short gaps by a line', () => {
    expect(filled([1, NaN, NaN, 4])).toEqual([1, 2, 3, 4]);
  });

  it('repeats the season before in a long gap', () => {
    const values = [1, 5, 2, 6, NaN, NaN, NaN, NaN, 1, 5, 2, 6];
    expect(filled(values)).toEqual([1, 5, 2, 6, 1, 5, 2, 6, 1, 5, 2, 6]);
  });

  it('holds the nearest value before the first and after the last', () => {
    expect(filled([NaN, 3, 4, NaN])).toEqual([3, 3, 4, 4]);
  });

  it('takes infinities and absurd numbers as not measured', () => {
    expect(filled([1, Infinity, 3, -Infinity, 5, 1e200, 7])).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  it('cuts a single jump by a billion but not a new level', () => {
    const steady = Array.from({ length: 200 }, (_, i) => i % 2);
    const spike = filled(steady.map((value, i) => (i === 50 ? 1e9 : value)));
    expect(Math.max(...spike)).toBeLessThanOrEqual(4);
    const level = filled(steady.map((value, i) => (i < 150 ? value : 1e9)));
    expect(level[199]).toBe(1e9);
  });

  it('makes zeros of a series without measurements', () => {
    expect(filled([NaN, NaN])).toEqual([0, 0]);
    expect(filled([])).toEqual([]);
  });
});
