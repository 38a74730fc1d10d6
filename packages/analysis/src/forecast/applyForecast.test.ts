import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { applyForecast } from './applyForecast';
import { fitForecast } from './fitForecast';
import { forecastDistribution } from './forecastDistribution';

const random = seededRandom(9);
const values = Array.from(
  { length: 400 },
  (_, t) => 50 + 10 * Math.sin(t / 4) + 2 * gaussianOf(random),
);
const model = fitForecast(values);

describe('applyForecast()', () => {
  it('nests its intervals', () => {
    const narrow = applyForecast(model, { horizon: 60, level: 0.5 });
    const wide = applyForecast(model, { horizon: 60, level: 0.95 });
    expect(wide.point).toEqual(narrow.point);
    narrow.low.forEach((low, h) => {
      expect(wide.low[h]).toBeLessThanOrEqual(low);
      expect(wide.high[h]).toBeGreaterThanOrEqual(narrow.high[h]);
    });
  });

  it('does not change the first steps when more are asked for', () => {
    const short = applyForecast(model, { horizon: 10 });
    const long = applyForecast(model, { horizon: 500 });
    expect(long.point.slice(0, 10)).toEqual(short.point);
    expect(long.high.every(Number.isFinite)).toBe(true);
  });

  it('stays between floor and ceiling', () => {
    const options = { horizon: 48, floor: 48, ceiling: 52 };
    const { point, low, high } = applyForecast(model, options);
    for (const value of [...point, ...low, ...high]) {
      expect(value).toBeGreaterThanOrEqual(48);
      expect(value).toBeLessThanOrEqual(52);
    }
  });

  it('refuses options that make no sense', () => {
    const apply = (options: object) => () =>
      applyForecast(model, { horizon: 1, ...options });
    expect(apply({ horizon: 1.5 })).toThrow('got 1.5');
    expect(apply({ level: 1 })).toThrow('level must be in (0, 1), got 1');
    expect(apply({ floor: 2, ceiling: 1 })).toThrow('got 2 and 1');
  });
});

describe('forecastDistribution()', () => {
  it('has the quantiles of the intervals when there is one step', () => {
    const { values: likely } = forecastDistribution(model, 1);
    const { low, high } = applyForecast(model, { horizon: 1, level: 0.9 });
    const inside = likely.filter(v => v >= low[0] && v <= high[0]).length;
    expect(inside / likely.length).toBeCloseTo(0.9, 1);
    expect(likely).toEqual(Float64Array.from(likely).sort());
  });

  it('tells mean and peak of the forecast', () => {
    const { point } = applyForecast(model, { horizon: 24 });
    const { mean, peak } = forecastDistribution(model, 24);
    expect(mean).toBeCloseTo(point.reduce((sum, v) => sum + v, 0) / 24, 9);
    expect(peak).toBe(Math.max(...point));
  });
});
