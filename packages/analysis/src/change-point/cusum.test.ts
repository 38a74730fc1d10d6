import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { addToCusum, falseAlarmInterval, noEvidence } from './cusum';
import { cusumNaive } from './cusum.naive';

describe('addToCusum()', () => {
  it('agrees with the largest sum over all stretches up to now', () => {
    const random = seededRandom(41);
    const values: number[] = [];
    let evidence = noEvidence;
    for (let i = 0; i < 300; i++) {
      values.push(gaussianOf(random) + (i > 250 ? 1 : 0));
      evidence = addToCusum(evidence, values[i], 0.5);
      expect(evidence.sum).toBeCloseTo(cusumNaive(values, 0.5), 9);
    }
  });

  it('counts the values of the rise', () => {
    const evidence = [-3, -3, 2, 3].reduce(
      (each, value) => addToCusum(each, value, 0.5),
      noEvidence,
    );
    expect(evidence).toEqual({ sum: 4, count: 2, total: 5 });
  });
});

describe('falseAlarmInterval()', () => {
  it('is near the tabled 930 values for allowance 1/2 and threshold 5', () => {
    expect(falseAlarmInterval(0.5, 5) / 930).toBeCloseTo(1, 1);
  });
});
