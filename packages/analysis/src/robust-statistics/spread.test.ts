import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { measureSpread, medianAbsoluteDeviation } from './spread';

function normalSample(count: number): readonly number[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => 50 + 3 * gaussianOf(random));
}

describe('measureSpread()', () => {
  it('finds mean and standard deviation of normal data on both sides', () => {
    const spread = measureSpread(normalSample(20_000));
    expect(spread.median).toBeCloseTo(50, 0);
    expect(spread.body).toBeCloseTo(3, 0);
    expect(spread.below).toBeCloseTo(3, 0);
    expect(spread.above).toBeCloseTo(3, 0);
    expect(spread.count).toBe(20_000);
  });

  it('does not move for an outage of one percent', () => {
    const calm = normalSample(1000);
    const outage = calm.map((value, i) => (i % 100 === 0 ? 1e9 : value));
    expect(measureSpread(outage).median).toBeCloseTo(
      measureSpread(calm).median,
      1,
    );
    expect(measureSpread(outage).above).toBeLessThan(5);
  });

  it('is wide upwards only for a series that spikes every twentieth step', () => {
    const spiky = normalSample(1000).map((value, i) =>
      i % 20 === 0 ? value + 300 : value,
    );
    expect(measureSpread(spiky).above).toBeGreaterThan(100);
    expect(measureSpread(spiky).below).toBeLessThan(5);
  });

  it('has no spread and no location without values', () => {
    expect(measureSpread([NaN, undefined])).toEqual({
      median: NaN,
      body: NaN,
      below: NaN,
      above: NaN,
      count: 0,
    });
  });

  it('has no spread of one value', () => {
    expect(measureSpread([4])).toEqual({
      median: 4,
      body: 0,
      below: 0,
      above: 0,
      count: 1,
    });
  });
});

describe('medianAbsoluteDeviation()', () => {
  it('scales the median distance from the median to a standard deviation', () => {
    expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9])).toBeCloseTo(1.4826);
  });

  it('is NaN without values', () => {
    expect(medianAbsoluteDeviation([])).toBeNaN();
  });
});
