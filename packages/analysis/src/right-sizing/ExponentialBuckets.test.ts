import { seededRandom } from '../testing/seededRandom';
import {
  bucketOf,
  bucketStart,
  exponentialBuckets,
} from './ExponentialBuckets';
import { naiveBucketOf } from './ExponentialBuckets.naive';

const cpu = exponentialBuckets(1000, 0.01, 1.05);

describe('exponentialBuckets()', () => {
  it('has as many buckets as reach the largest value', () => {
    // By hand: log(1000 x 0.05 / 0.01 + 1) / log(1.05) = 174.57, log(1e12 x 0.05 / 1e7 + 1) / log(1.05) the same.
    expect(cpu.count).toBe(176);
    expect(exponentialBuckets(1e12, 1e7, 1.05).count).toBe(176);
    expect(bucketStart(cpu, 175)).toBeGreaterThanOrEqual(1000);
    expect(bucketStart(cpu, 174)).toBeLessThan(1000);
  });

  it('starts each bucket where the sum of the widths before ends', () => {
    expect(bucketStart(cpu, 0)).toBe(0);
    expect(bucketStart(cpu, 1)).toBeCloseTo(0.01, 12);
    expect(bucketStart(cpu, 2)).toBeCloseTo(0.0205, 12);
    expect(bucketStart(cpu, 3)).toBeCloseTo(0.031525, 12);
  });

  it('refuses sizes that make no buckets', () => {
    expect(() => exponentialBuckets(1, 0, 1.05)).toThrow(RangeError);
    expect(() => exponentialBuckets(1, 1, 1)).toThrow('got 1, 1 and 1');
    expect(() => exponentialBuckets(NaN, 1, 2)).toThrow(RangeError);
  });
});

describe('bucketOf()', () => {
  it('agrees with the definition', () => {
    const random = seededRandom(12);
    for (let i = 0; i < 2000; i++) {
      const value = 10 ** (random() * 5.5 - 3);
      expect(bucketOf(cpu, value)).toBe(naiveBucketOf(value, 0.01, 1.05));
    }
  });

  it('keeps what lies outside in the nearest bucket', () => {
    const buckets = [-5, NaN, 0, 1e9, Infinity].map(v => bucketOf(cpu, v));
    expect(buckets).toEqual([0, 0, 0, 175, 175]);
  });
});
