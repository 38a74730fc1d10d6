import { quantile } from '../robust-statistics/quantile';
import { seededRandom } from '../testing/seededRandom';
import { quantileOfSorted } from './quantileOfSorted';

describe('quantileOfSorted()', () => {
  it('agrees with the quantile of the unsorted sample', () => {
    const random = seededRandom(30);
    for (const size of [1, 2, 5, 48, 101]) {
      const sample = Float64Array.from({ length: size }, () => random() - 0.5);
      const sorted = Float64Array.from(sample).sort();
      for (const share of [-1, 0, 0.05, 0.5, 0.777, 1, 2]) {
        expect(quantileOfSorted(sorted, share)).toBeCloseTo(
          quantile(sample, share),
          12,
        );
      }
    }
  });

  it('is not a number for an empty sample', () => {
    expect(quantileOfSorted([], 0.5)).toBeNaN();
  });
});
