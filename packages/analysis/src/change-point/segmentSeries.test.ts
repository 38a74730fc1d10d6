import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { segmentSeries } from './segmentSeries';
import { segmentCostNaive, stretchCostNaive } from './segmentSeries.naive';

describe('segmentSeries()', () => {
  it('costs as little as trying every cut', () => {
    const random = seededRandom(21);
    for (let run = 0; run < 60; run++) {
      let level = 0;
      const values = Array.from({ length: 20 + (run % 50) }, () => {
        if (random() < 0.06) level += 6 * gaussianOf(random);
        return level + gaussianOf(random);
      });
      const penalty = 2 + 10 * random();
      const leastLength = 2 + (run % 4);
      const starts = segmentSeries(
        Float64Array.from(values),
        penalty,
        leastLength,
      );
      const cost = starts
        .map((start, i) => stretchCostNaive(values.slice(start, starts[i + 1])))
        .reduce((sum, each) => sum + each, penalty * (starts.length - 1));
      expect(cost).toBeCloseTo(
        segmentCostNaive(values, penalty, leastLength),
        6,
      );
    }
  });

  it('is one stretch when the series is too short to cut, none when it is empty', () => {
    expect(segmentSeries(Float64Array.of(0, 9, 0), 1, 2)).toEqual([0]);
    expect(segmentSeries(Float64Array.of(5), 1, 2)).toEqual([0]);
    expect(segmentSeries(new Float64Array(), 1, 2)).toEqual([]);
  });
});
