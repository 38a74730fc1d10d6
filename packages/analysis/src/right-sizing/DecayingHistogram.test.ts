import fc from 'fast-check';

import { seededRandom } from '../testing/seededRandom';
import { DecayingHistogram } from './DecayingHistogram';
import { naiveDecayingQuantile } from './DecayingHistogram.naive';
import { exponentialBuckets } from './ExponentialBuckets';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const startMs = Date.UTC(2026, 0, 1);
const buckets = exponentialBuckets(1000, 0.01, 1.05);
const histogram = () => new DecayingHistogram(buckets, dayMs);

/** Samples of `days` days, one an hour. */
const samplesOf = (days: number, seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: 24 * days }, (_, hour) => ({
    value: 0.05 + 2 * random() ** 3,
    weight: 0.1 + random(),
    atMs: startMs + hour * hourMs,
  }));
};

describe('DecayingHistogram', () => {
  it('is empty and 0 without samples', () => {
    expect(histogram().isEmpty).toBe(true);
    expect(histogram().quantile(0.9)).toBe(0);
  });

  it('answers with the end of the bucket of the sample', () => {
    const one = histogram();
    one.add(0.005, 1, startMs);
    expect(one.quantile(0.5)).toBeCloseTo(0.01, 12);
    const two = histogram();
    two.add(0.015, 1, startMs);
    expect(two.quantile(0.5)).toBeCloseTo(0.0205, 12);
  });

  it('halves the weight of a sample with every half-life', () => {
    const decaying = histogram();
    decaying.add(1, 1, startMs);
    decaying.add(5, 1, startMs + dayMs);
    // One third of the weight is old.
    expect(decaying.quantile(0.33)).toBeLessThan(1.1);
    expect(decaying.quantile(0.34)).toBeGreaterThan(5);
  });

  it('agrees with the definition, over years of half-lives too', () => {
    for (const [days, seed] of [
      [1, 1],
      [10, 2],
      [130, 3],
    ]) {
      const samples = samplesOf(days, seed);
      const decaying = histogram();
      for (const { value, weight, atMs } of samples) {
        decaying.add(value, weight, atMs);
      }
      for (const share of [0.1, 0.5, 0.9, 0.95, 0.99]) {
        const recent = samples.slice(-24 * 40);
        const options = { firstSize: 0.01, ratio: 1.05 };
        expect(decaying.quantile(share)).toBeCloseTo(
          naiveDecayingQuantile(recent, share, options, dayMs),
          9,
        );
      }
    }
  });

  it('is monotone in the share and stays within its samples', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            value: fc.double({ min: 0, max: 900, noNaN: true }),
            weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
            hours: fc.integer({ min: 0, max: 240 }),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        samples => {
          const decaying = histogram();
          for (const { value, weight, hours } of samples) {
            decaying.add(value, weight, startMs + hours * hourMs);
          }
          const [low, middle, high] = [0, 0.5, 1].map(share =>
            decaying.quantile(share),
          );
          const largest = Math.max(...samples.map(({ value }) => value));
          expect(low).toBeLessThanOrEqual(middle);
          expect(middle).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(largest * 1.05 + 0.0101);
        },
      ),
      { seed: 5 },
    );
  });

  it('takes back what was added', () => {
    const decaying = histogram();
    decaying.add(1, 1, startMs);
    const before = decaying.toCheckpoint();
    decaying.add(7, 1, startMs + dayMs);
    decaying.subtract(7, 1, startMs + dayMs);
    expect(decaying.toCheckpoint()).toEqual(before);
    decaying.subtract(1, 1, startMs);
    expect(decaying.isEmpty).toBe(true);
  });

  it('refuses weights and times that are none', () => {
    const add = (weight: number, atMs: number) => () =>
      histogram().add(1, weight, atMs);
    expect(add(-1, startMs)).toThrow('got -1 at');
    expect(add(NaN, startMs)).toThrow(RangeError);
    expect(add(1, NaN)).toThrow(RangeError);
  });
});

describe('DecayingHistogram.toCheckpoint()', () => {
  it('stores whole weights relative to the largest, and a whole half-life', () => {
    const decaying = histogram();
    decaying.add(0.005, 1, startMs + 5 * hourMs);
    decaying.add(0.015, 3, startMs + 5 * hourMs);
    const factor = 2 ** (5 / 24);
    const checkpoint = decaying.toCheckpoint();
    expect(checkpoint).toEqual({
      referenceTimestamp: '2026-01-01T00:00:00Z',
      bucketWeights: { 0: 3333, 1: 10000 },
      totalWeight: checkpoint.totalWeight,
    });
    expect(checkpoint.totalWeight).toBeCloseTo(4 * factor, 12);
  });

  it('restores the quantiles, and goes on the same', () => {
    const decaying = histogram();
    for (const { value, weight, atMs } of samplesOf(9, 4)) {
      decaying.add(value, weight, atMs);
    }
    const restored = histogram();
    restored.load(JSON.parse(JSON.stringify(decaying.toCheckpoint())));
    for (const each of [decaying, restored]) {
      each.add(3, 40, startMs + 10 * dayMs);
    }
    for (const share of [0.3, 0.5, 0.9, 0.95]) {
      expect(restored.quantile(share)).toBe(decaying.quantile(share));
    }
  });

  it('stores an empty histogram', () => {
    const empty = histogram().toCheckpoint();
    expect(empty).toEqual({
      referenceTimestamp: null,
      bucketWeights: {},
      totalWeight: 0,
    });
    const restored = histogram();
    restored.load(empty);
    restored.add(1, 1, startMs);
    expect(restored.quantile(0.5)).toBeGreaterThan(1);
  });

  it('refuses what does not fit', () => {
    const good = {
      referenceTimestamp: null,
      bucketWeights: { 3: 1 },
      totalWeight: 1,
    };
    const load = (wrong: object) => () =>
      histogram().load({ ...good, ...wrong });
    expect(load({ bucketWeights: { 176: 1 } })).toThrow('0–175');
    expect(load({ bucketWeights: { '-1': 1 } })).toThrow('got -1: 1');
    expect(load({ bucketWeights: { 3: -2 } })).toThrow('got 3: -2');
    expect(load({ totalWeight: -1 })).toThrow('got -1');
    expect(load({ referenceTimestamp: 'soon' })).toThrow('got soon');
  });
});
