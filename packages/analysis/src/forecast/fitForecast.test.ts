import fc from 'fast-check';

import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { applyForecast } from './applyForecast';
import { fitForecast } from './fitForecast';
import type { ForecastModel } from './Forecast';

/** Traffic of a service: a day, a weekend, noise; hour by hour. */
function traffic(length: number, noise = 0.05, seed = 1): number[] {
  const random = seededRandom(seed);
  return Array.from({ length }, (_, hour) => {
    const day = 1.2 + Math.sin((2 * Math.PI * hour) / 24);
    const weekend = hour % 168 >= 120 ? 0.5 : 1;
    return 100 * day * weekend * Math.exp(noise * gaussianOf(random));
  });
}

const forecast = (values: readonly number[], horizon = 48) =>
  applyForecast(fitForecast(values), { horizon });

const meanError = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

describe('fitForecast()', () => {
  it('continues a day and a week almost without error', () => {
    const values = traffic(700, 0);
    const { point } = forecast(values.slice(0, 652));
    expect(meanError(point, values.slice(652))).toBeLessThan(1);
  });

  it('beats the same hour of the day or week before on noisy traffic', () => {
    const values = traffic(700, 0.2);
    const future = values.slice(652);
    const dayBefore = [...values.slice(628, 652), ...values.slice(628, 652)];
    const weekBefore = values.slice(652 - 168, 700 - 168);
    const error = meanError(forecast(values.slice(0, 652)).point, future);
    expect(error).toBeLessThan(0.9 * meanError(dayBefore, future));
    expect(error).toBeLessThan(0.9 * meanError(weekBefore, future));
  });

  it('covers what comes about as often as it says', () => {
    let inside = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const values = traffic(548, 0.15, seed);
      const { low, high } = forecast(values.slice(0, 500));
      const future = values.slice(500);
      inside += future.filter((v, h) => v >= low[h] && v <= high[h]).length;
    }
    expect(inside / (6 * 48)).toBeGreaterThan(0.88);
  });

  it('continues a straight line and a constant', () => {
    const line = Array.from({ length: 400 }, (_, t) => 1000 + 2 * t);
    const { point } = forecast(line, 24);
    point.forEach((value, h) =>
      expect(Math.abs(value - 1800 - 2 * h)).toBeLessThan(4),
    );
    const flat = forecast(new Array<number>(300).fill(42));
    expect(flat.point.every(value => Math.abs(value - 42) < 1e-6)).toBe(true);
    expect(flat.high[47] - flat.low[47]).toBeLessThan(1e-6);
  });

  it('follows the unit of the series', () => {
    const values = traffic(400);
    const small = forecast(values);
    const large = forecast(values.map(value => value * 1024));
    large.point.forEach((value, h) =>
      expect(value / small.point[h]).toBeCloseTo(1024, 3),
    );
  });

  it('works from one value on', () => {
    for (let length = 1; length <= 60; length++) {
      const { point, low, high } = forecast(traffic(length), 30);
      point.forEach((value, h) => {
        expect(Number.isFinite(value)).toBe(true);
        expect(low[h]).toBeLessThanOrEqual(value);
        expect(high[h]).toBeGreaterThanOrEqual(value);
      });
    }
  });

  it('gives numbers for anything: gaps, infinities, jumps by a billion, nothing at all', () => {
    const hostile = fc.oneof(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.constantFrom(NaN, Infinity, -Infinity, 1e9, -1e9, 1e300, -0, 5e-324),
    );
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 420 }), values => {
        const { point, low, high } = forecast(values, 30);
        const isUsable = point.every(
          (value, h) =>
            [value, low[h], high[h]].every(Number.isFinite) &&
            low[h] <= value &&
            value <= high[h],
        );
        expect(isUsable).toBe(true);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('is not thrown by one spike or by gaps', () => {
    const values = traffic(600);
    const usual = forecast(values).point;
    const spiked = values.map((value, t) => (t === 400 ? 1e9 : value));
    expect(meanError(forecast(spiked).point, usual)).toBeLessThan(10);
    const gaps = values.map((value, t) => (t % 50 < 5 ? NaN : value));
    expect(meanError(forecast(gaps).point, usual)).toBeLessThan(10);
  });

  it('gives the same for the same', () => {
    expect(fitForecast(traffic(400))).toEqual(fitForecast(traffic(400)));
  });

  it('survives being stored as JSON', () => {
    const model = fitForecast(traffic(500));
    const stored: ForecastModel = JSON.parse(JSON.stringify(model));
    expect(stored).toEqual(model);
    const options = { horizon: 100, level: 0.8 };
    expect(applyForecast(stored, options)).toEqual(
      applyForecast(model, options),
    );
  });

  it('takes other seasons', () => {
    const values = Array.from({ length: 300 }, (_, t) => 10 + (t % 7));
    const model = fitForecast(values, { seasons: [7, 28], horizon: 14 });
    const { point } = applyForecast(model, { horizon: 14 });
    point.forEach((value, h) =>
      expect(value).toBeCloseTo(10 + ((300 + h) % 7), 1),
    );
  });

  it('refuses seasons and horizons that make no sense', () => {
    expect(() => fitForecast([1], { seasons: [24, 100] })).toThrow(
      'seasons must be whole steps, the long a multiple of the short, got 24 and 100',
    );
    expect(() => fitForecast([1], { horizon: 0 })).toThrow(
      'horizon must be a positive whole number, got 0',
    );
  });
});
