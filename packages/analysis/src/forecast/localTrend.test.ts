import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { extendLocalTrend, fitLocalTrends } from './localTrend';
import { naiveLocalTrend } from './localTrend.naive';

describe('fitLocalTrends()', () => {
  it('continues a straight line', () => {
    const series = Float64Array.from({ length: 30 }, (_, t) => 5 + 2 * t);
    const [model] = fitLocalTrends(series, [30]);
    expect(Array.from(extendLocalTrend(model, 3))).toEqual([65, 67, 69]);
  });

  it('ends in a state of the equations', () => {
    const random = seededRandom(4);
    const series = Float64Array.from(
      { length: 60 },
      (_, t) => t + 3 * gaussianOf(random),
    );
    const [model] = fitLocalTrends(series, [60]);
    const states = [0.1, 0.3, 0.6, 1].flatMap(level =>
      [0, 0.05, 0.2].map(slope =>
        naiveLocalTrend([...series], level, slope, model.damping),
      ),
    );
    const matches = states.filter(
      ({ level, slope }) =>
        Math.abs(level - model.level) < 1e-9 &&
        Math.abs(slope - model.slope) < 1e-9,
    );
    expect(matches).toHaveLength(1);
  });

  it('repeats a single value', () => {
    const [model] = fitLocalTrends(Float64Array.from([7]), [1]);
    expect(Array.from(extendLocalTrend(model, 2))).toEqual([7, 7]);
  });
});
