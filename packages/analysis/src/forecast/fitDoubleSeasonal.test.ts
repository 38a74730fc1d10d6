import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { extendDoubleSeasonal } from './DoubleSeasonalModel';
import { DoubleSeasonalRun } from './DoubleSeasonalRun';
import { fitDoubleSeasonal } from './fitDoubleSeasonal';
import { naiveDoubleSeasonal } from './fitDoubleSeasonal.naive';

const seasons = [4, 12] as const;
const pattern = [1, 5, 3, 2, 1, 6, 3, 2, 0, 0, 1, 1];
const weekly = (length: number, noise = 0) => {
  const random = seededRandom(2);
  return Float64Array.from(
    { length },
    (_, t) => 20 + pattern[t % 12] + noise * gaussianOf(random),
  );
};

describe('DoubleSeasonalRun', () => {
  it('makes the one-step forecasts of the equations', () => {
    const series = weekly(80, 1);
    const smoothing = { level: 0.1, short: 0.2, long: 0.3, persistence: 0.5 };
    const expected = naiveDoubleSeasonal([...series], seasons, smoothing);
    const run = new DoubleSeasonalRun(series, seasons, smoothing);
    for (let t = 12; t < 80; t++) {
      run.advance(t);
      const [next] = extendDoubleSeasonal(run.model(), 1);
      expect(next).toBeCloseTo(expected[t - 12], 10);
    }
  });
});

describe('fitDoubleSeasonal()', () => {
  it('continues a pattern that repeats exactly', () => {
    const [model] = fitDoubleSeasonal(weekly(50), [50], seasons);
    const path = extendDoubleSeasonal(model, 24);
    path.forEach((value, h) =>
      expect(value).toBeCloseTo(20 + pattern[(50 + h) % 12], 9),
    );
  });

  it('knows at an origin only what lies before it', () => {
    const series = weekly(80, 1);
    const other = Float64Array.from(series, (v, t) => (t < 48 ? v : -v));
    const [before] = fitDoubleSeasonal(series, [48, 80], seasons);
    const [after] = fitDoubleSeasonal(other, [48, 80], seasons);
    expect(after).toEqual(before);
  });
});
