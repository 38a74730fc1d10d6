import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { fitLoadSlope } from './fitLoadSlope';

const random = seededRandom(3);
const loads = Array.from(
  { length: 300 },
  () => 1000 + 300 * gaussianOf(random),
);

describe('fitLoadSlope()', () => {
  it('finds how a metric grows with load', () => {
    const values = loads.map(load => 5 + 0.02 * load + gaussianOf(random));
    expect(fitLoadSlope(values, loads).slope).toBeCloseTo(0.02, 3);
  });

  it('does not move for gross errors in a tenth of the steps', () => {
    const values = loads.map((load, i) => (i % 10 ? 0.02 * load : 1e9));
    expect(fitLoadSlope(values, loads).slope).toBeCloseTo(0.02, 2);
  });

  it('is 0 where nothing but noise is seen', () => {
    const values = loads.map(() => 20 + gaussianOf(random));
    expect(fitLoadSlope(values, loads).slope).toBe(0);
  });

  it('is 0 for constant load, few steps and no steps', () => {
    expect(fitLoadSlope([1, 2, 3], [7, 7, 7])).toEqual({ slope: 0, load: 7 });
    expect(fitLoadSlope([1, 2, 3], [1, 2, 3])).toEqual({ slope: 0, load: 2 });
    expect(fitLoadSlope([], [])).toEqual({ slope: 0, load: 0 });
  });

  it('leaves out steps without a value or a load', () => {
    const values = loads.map((load, i) => (i % 3 ? 0.5 * load : NaN));
    const gappy = loads.map((load, i) => (i % 4 ? load : undefined));
    expect(fitLoadSlope(values, gappy).slope).toBeCloseTo(0.5, 6);
  });
});
