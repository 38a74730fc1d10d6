import { seededRandom } from '../testing/seededRandom';
import { fitMembers } from './fitMembers';

const random = seededRandom(22);
const series = Float64Array.from({ length: 600 }, () => 1 + random());
const kindsOf = (first: number) =>
  fitMembers(series.slice(0, first), [first], [24, 168]).map(
    ([member]) => member.kind,
  );

describe('fitMembers()', () => {
  it('fits a trend to a single value, and more models the longer the history is', () => {
    expect(kindsOf(1)).toEqual(['local-trend']);
    const counts = [1, 10, 60, 200, 340, 600].map(n => kindsOf(n).length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(kindsOf(600)).toEqual([
      'local-trend',
      ...new Array<string>(4).fill('lag-regression'),
      'double-seasonal',
      ...new Array<string>(3).fill('seasonal-profile'),
    ]);
  });

  it('gives every autoregression two rows or more for each lag', () => {
    for (const first of [5, 30, 60, 150, 250, 400, 600]) {
      const members = fitMembers(series, [first], [24, 168]);
      for (const [member] of members) {
        if (member.kind !== 'lag-regression') continue;
        const { lags, difference } = member;
        const rows = first - Math.max(...lags) - difference;
        expect(rows).toBeGreaterThanOrEqual(2 * lags.length);
      }
    }
  });

  it('has one fit per model and origin', () => {
    const members = fitMembers(series, [400, 500, 600], [24, 168]);
    expect(members.every(fits => fits.length === 3)).toBe(true);
  });

  it('does not look at every step of a season of hundreds', () => {
    const [, [wide]] = fitMembers(series, [600], [100, 200]);
    if (wide.kind !== 'lag-regression') throw new Error(wide.kind);
    expect(wide.lags).toContain(100);
    expect(wide.lags).not.toContain(50);
    expect(wide.lags.length).toBeLessThan(50);
  });
});
