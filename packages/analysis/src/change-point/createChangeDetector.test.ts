import fc from 'fast-check';

import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { createChangeDetector } from './createChangeDetector';
import type { ChangeDetectorState, LevelChange } from './createChangeDetector';

function series(levelAt: (i: number) => number, count: number, seed = 51) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => ({
    timeMs: i * 1000,
    value: levelAt(i) + gaussianOf(random),
  }));
}

function changesOf(
  samples: readonly { readonly timeMs: number; readonly value: number }[],
): readonly LevelChange[] {
  const detector = createChangeDetector();
  return samples.flatMap(sample => detector.update(sample) ?? []);
}

describe('createChangeDetector()', () => {
  it('finds a rise soon after it began', () => {
    const [change, ...more] = changesOf(series(i => (i < 200 ? 10 : 13), 300));
    expect(more).toEqual([]);
    expect(change).toMatchObject({ direction: 'up' });
    expect(Math.abs(change.sinceMs - 200_000)).toBeLessThanOrEqual(5000);
    expect(change.detectedMs).toBeLessThan(212_000);
    expect(change.before).toBeCloseTo(10, -0.5);
    expect(change.after).toBeCloseTo(13, -0.5);
    expect(change.confidence).toBeGreaterThan(0.99);
  });

  it('finds the fall back after it learnt the new level', () => {
    const changes = changesOf(
      series(i => (i < 200 || i >= 400 ? 10 : 15), 600),
    );
    expect(changes.map(({ direction }) => direction)).toEqual(['up', 'down']);
  });

  it('raises one false alarm in 50 000 values of noise at most', () => {
    expect(changesOf(series(() => 0, 50_000)).length).toBeLessThanOrEqual(1);
  });

  it('does not take a spike of 10⁹ for a change', () => {
    const spiky = series(() => 10, 500).map((sample, i) =>
      i % 50 === 49 ? { ...sample, value: 1e9 } : sample,
    );
    expect(changesOf(spiky)).toEqual([]);
  });

  it('finds a change from a flat line', () => {
    const flat = Array.from({ length: 100 }, (_, i) => ({
      timeMs: i,
      value: i < 80 ? 0 : 1,
    }));
    expect(changesOf(flat)).toHaveLength(1);
  });

  it('never changes what it said when the future is cut off', () => {
    const samples = series(i => (i < 150 ? 10 : 16), 400);
    const all = changesOf(samples);
    for (const length of [70, 152, 160, 300]) {
      const now = samples[length - 1].timeMs;
      expect(changesOf(samples.slice(0, length))).toEqual(
        all.filter(({ detectedMs }) => detectedMs <= now),
      );
    }
  });

  it('goes on after a restart as if nothing had been', () => {
    const samples = series(i => (i < 150 ? 10 : 16), 300);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), cut => {
        const first = createChangeDetector();
        const found = samples
          .slice(0, cut)
          .flatMap(sample => first.update(sample) ?? []);
        const saved: ChangeDetectorState = JSON.parse(
          JSON.stringify(first.state()),
        );
        const second = createChangeDetector(saved);
        const rest = samples
          .slice(cut)
          .flatMap(sample => second.update(sample) ?? []);
        expect([...found, ...rest]).toEqual(changesOf(samples));
      }),
      { seed: 3, numRuns: 30 },
    );
  });

  it('passes over values and times that are no numbers', () => {
    const samples = series(i => (i < 100 ? 10 : 16), 200);
    const gappy = samples.flatMap(sample => [
      sample,
      { timeMs: sample.timeMs, value: NaN },
      { timeMs: NaN, value: 5 },
      { timeMs: sample.timeMs, value: -Infinity },
    ]);
    expect(changesOf(gappy)).toEqual(changesOf(samples));
  });
});
