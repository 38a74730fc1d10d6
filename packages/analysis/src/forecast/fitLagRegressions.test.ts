import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { fitLagRegressions } from './fitLagRegressions';
import { naiveRidge } from './fitLagRegressions.naive';
import { fitRobustLagRegressions } from './fitRobustLagRegressions';
import { extendLagRegression } from './LagRegression';

/** x(t) = 2 + 0.5 x(t-1) + 0.3 x(t-4) + noise. */
function autoregression(length: number, noise: number, seed = 3): Float64Array {
  const random = seededRandom(seed);
  const values = new Float64Array(length).fill(10);
  for (let t = 4; t < length; t++) {
    values[t] =
      2 +
      0.5 * values[t - 1] +
      0.3 * values[t - 4] +
      noise * gaussianOf(random);
  }
  return values;
}

const options = { lags: [1, 4], difference: 0, penalties: [1e-6] };

describe('fitLagRegressions()', () => {
  it('finds the recursion that made a series', () => {
    const series = autoregression(3000, 1);
    const [[model]] = fitLagRegressions(series, [3000], options);
    expect(model.coefficients[0]).toBeCloseTo(0.5, 1);
    expect(model.coefficients[1]).toBeCloseTo(0.3, 1);
    expect(model.intercept).toBeCloseTo(2, 0);
  });

  it('agrees with the definition at every origin and penalty', () => {
    const series = autoregression(120, 1);
    const penalties = [0.1, 10];
    const origins = [60, 90, 120];
    const fitted = fitLagRegressions(series, origins, {
      ...options,
      penalties,
    });
    const first = Array.from(series.subarray(0, 60));
    const mean = first.reduce((sum, value) => sum + value, 0) / 60;
    const deviation = Math.sqrt(
      first.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 60,
    );
    origins.forEach((origin, i) =>
      penalties.forEach((penalty, k) => {
        const standard = Array.from(
          series.subarray(0, origin),
          value => (value - mean) / deviation,
        );
        const [intercept, ...slopes] = naiveRidge(standard, [1, 4], penalty);
        const model = fitted[i][k];
        slopes.forEach((slope, j) =>
          expect(model.coefficients[j]).toBeCloseTo(slope, 8),
        );
        const sum = slopes[0] + slopes[1];
        const expected = deviation * intercept + mean * (1 - sum);
        expect(model.intercept).toBeCloseTo(expected, 7);
      }),
    );
  });

  it('never looks past an origin', () => {
    const series = autoregression(120, 1);
    const other = Float64Array.from(series, (v, t) => (t < 80 ? v : 1e6 * v));
    const [before] = fitLagRegressions(series, [80, 120], options);
    const [after] = fitLagRegressions(other, [80, 120], options);
    expect(after).toEqual(before);
  });

  it('gives a constant its own value', () => {
    const series = new Float64Array(60).fill(5);
    const [[model]] = fitLagRegressions(series, [60], options);
    const path = extendLagRegression(model, series, 3);
    path.forEach(value => expect(value).toBeCloseTo(5, 6));
  });
});

describe('fitRobustLagRegressions()', () => {
  it('expects the median where least squares expect the mean', () => {
    const random = seededRandom(8);
    const bursts = Float64Array.from({ length: 600 }, () =>
      random() < 0.2 ? 10 : random(),
    );
    const [[squares]] = fitLagRegressions(bursts, [600], options);
    const [robust] = fitRobustLagRegressions(bursts, [600], options);
    const next = (model: typeof robust) =>
      extendLagRegression(model, bursts, 1)[0];
    expect(next(squares)).toBeGreaterThan(2);
    expect(next(robust)).toBeLessThan(1.2);
  });

  it('agrees with least squares where errors are even', () => {
    const series = autoregression(3000, 1);
    const [model] = fitRobustLagRegressions(series, [3000], options);
    expect(model.coefficients[0]).toBeCloseTo(0.5, 1);
    expect(model.coefficients[1]).toBeCloseTo(0.3, 1);
  });

  it('fits at the first and the last origin, each on what lies before it', () => {
    const series = autoregression(300, 1);
    const fitted = fitRobustLagRegressions(series, [200, 250, 300], options);
    expect(fitted[1]).toBe(fitted[0]);
    expect(fitted[2]).not.toEqual(fitted[0]);
    const other = series.map((value, t) => (t < 200 ? value : -value));
    const [before] = fitRobustLagRegressions(other, [200, 300], options);
    expect(before).toEqual(fitted[0]);
    const [only] = fitRobustLagRegressions(series, [200], options);
    expect(only).toEqual(fitted[0]);
  });
});

describe('extendLagRegression()', () => {
  const history = Float64Array.from([1, 2, 3, 4]);
  const base = { kind: 'lag-regression', lags: [1], difference: 0 } as const;

  it('follows the recursion', () => {
    const model = { ...base, intercept: 1, coefficients: [2] };
    const path = extendLagRegression(model, history, 3);
    expect(Array.from(path)).toEqual([9, 19, 39]);
  });

  it('adds differences to the values a season before', () => {
    const model = { ...base, difference: 2, intercept: 1, coefficients: [0.5] };
    // Differences 2, 2, then 1 + 0.5 x 2 = 2 and so on: the trend goes on.
    const path = extendLagRegression(model, history, 4);
    expect(Array.from(path)).toEqual([5, 6, 7, 8]);
  });

  it('counts what lies before the history as 0', () => {
    const model = { ...base, lags: [9], intercept: 1, coefficients: [5] };
    const path = extendLagRegression(model, history, 2);
    expect(Array.from(path)).toEqual([1, 1]);
  });
});
