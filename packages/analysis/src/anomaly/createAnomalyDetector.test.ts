import fc from 'fast-check';

import type { AnomalyPoint, AnomalySample } from './AnomalyPoint';
import { anomalyThreshold } from './anomalyThreshold';
import { createAnomalyDetector } from './createAnomalyDetector';

const stepMs = 300_000;
const perDay = 288;

/** A number in [0, 1) that depends on nothing but its place. */
function noise(i: number): number {
  const x = Math.sin(i * 12.9898 + 4.1414) * 43_758.5453;
  return x - Math.floor(x);
}

function samplesOf(
  count: number,
  valueAt: (i: number) => number,
): AnomalySample[] {
  return Array.from({ length: count }, (_, i) => ({
    timeMs: i * stepMs,
    value: valueAt(i),
  }));
}

function detect(samples: readonly AnomalySample[]): AnomalyPoint[] {
  const detector = createAnomalyDetector();
  return samples.map(sample => detector.update(sample));
}

/** Indexes of anomalous points. */
function alarms(points: readonly AnomalyPoint[]): number[] {
  return points.flatMap(({ score }, i) =>
    score >= anomalyThreshold ? [i] : [],
  );
}

/** The strongest point of a stretch. */
function peak(points: readonly AnomalyPoint[], from: number, to: number) {
  return points
    .slice(from, to)
    .reduce((best, point) => (point.score > best.score ? point : best));
}

const busyDay = (i: number) =>
  (i % perDay < perDay / 2 ? 20 : 80) + 5 * noise(i);

/** Values of all sorts: usual ones, ties, jumps of 10⁹, not finite ones; times that repeat, jump and go back. */
const anySamples = fc.array(
  fc.record({
    timeMs: fc.oneof(
      fc.integer({ min: -1e12, max: 2e12 }),
      fc.integer({ min: 0, max: 100 }).map(step => step * stepMs),
    ),
    value: fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 1, -1, 1e9, -1e9, 1e308, -1e308, 5e-324),
      fc.constantFrom(NaN, Infinity, -Infinity),
    ),
  }),
  { maxLength: 200 },
);

describe('createAnomalyDetector()', () => {
  describe('finds', () => {
    it('a spike in noise, at once', () => {
      const points = detect(
        samplesOf(2000, i => (i === 1500 ? 30 : 10 + noise(i))),
      );
      expect(alarms(points)).toContain(1500);
      expect(points[1500]).toMatchObject({ kind: 'spike', direction: 'up' });
      expect(points[1500].expected).toBeCloseTo(10.5, 0);
      expect(points[1500].upper).toBeLessThan(12);
    });

    it('a drop', () => {
      const points = detect(
        samplesOf(2000, i => (i === 1500 ? 1 : 10 + noise(i))),
      );
      expect(alarms(points)).toContain(1500);
      expect(points[1500].direction).toBe('down');
    });

    it('a small lasting shift within its first two dozen samples', () => {
      const points = detect(
        samplesOf(2000, i => 10 + noise(i) + (i < 1500 ? 0 : 1)),
      );
      expect(alarms(points)[0]).toBeGreaterThanOrEqual(1500);
      expect(alarms(points)[0]).toBeLessThan(1524);
      expect(peak(points, 1510, 1550)).toMatchObject({
        kind: 'level-shift',
        direction: 'up',
      });
    });

    it('a missing working day in a daily season', () => {
      const missing = 12 * perDay + perDay / 2;
      const points = detect(
        samplesOf(14 * perDay, i =>
          i >= missing && i < missing + perDay / 2
            ? 20 + 5 * noise(i)
            : busyDay(i),
        ),
      );
      const found = alarms(points).filter(i => i > 6 * perDay);
      expect(found[0]).toBeGreaterThanOrEqual(missing);
      expect(found[0]).toBeLessThan(missing + 12);
      expect(points[found[0]]).toMatchObject({
        kind: 'season-break',
        direction: 'down',
      });
    });

    it('a line that freezes', () => {
      const points = detect(
        samplesOf(2000, i => (i < 1500 ? 10 + noise(i) : 10.5)),
      );
      expect(alarms(points)[0]).toBeGreaterThanOrEqual(1500);
      expect(alarms(points)[0]).toBeLessThan(1600);
      expect(points[alarms(points)[0]].kind).toBe('flatline');
    });

    it('noise that grows while the level stays', () => {
      const points = detect(
        samplesOf(2000, i => 10 + (noise(i) - 0.5) * (i < 1500 ? 1 : 1.9)),
      );
      expect(alarms(points)[0]).toBeGreaterThanOrEqual(1500);
      expect(alarms(points)[0]).toBeLessThan(1550);
      expect(peak(points, 1510, 1560).kind).toBe('variance-change');
    });

    it('the first change of a line that was always flat', () => {
      const points = detect(samplesOf(1000, i => (i < 900 ? 5 : 6)));
      expect(alarms(points)[0]).toBe(900);
    });

    it('a counter that counts ten times as fast', () => {
      let total = 0;
      const points = detect(
        samplesOf(1500, i => {
          total += (i < 1200 ? 100 : 1000) + 10 * noise(i);
          return total;
        }),
      );
      expect(alarms(points)[0]).toBe(1200);
      expect(points[1200].expected).toBeLessThan(points[1200].value ?? 0);
    });
  });

  describe('stays calm', () => {
    it('through plain noise, but for about one sample in a thousand', () => {
      const points = detect(samplesOf(8000, i => 10 + noise(i)));
      expect(alarms(points).length).toBeLessThan(16);
    });

    it('through a daily season it has seen a few times', () => {
      const points = detect(samplesOf(20 * perDay, busyDay));
      expect(alarms(points).filter(i => i > 4 * perDay).length).toBeLessThan(6);
    });

    it('through a flat line', () => {
      expect(alarms(detect(samplesOf(3000, () => 45)))).toEqual([]);
    });

    it('through restarts of a counter', () => {
      let total = 0;
      const points = detect(
        samplesOf(3000, i => {
          total = i % 700 === 699 ? 60 : total + 100 + 10 * noise(i);
          return total;
        }),
      );
      expect(alarms(points).filter(i => i % 700 === 699)).toEqual([]);
    });

    it('on a new level it has had time to get used to', () => {
      const points = detect(
        samplesOf(9000, i => 10 + noise(i) + (i < 1500 ? 0 : 50)),
      );
      expect(alarms(points).filter(i => i > 6500).length).toBeLessThan(10);
    });
  });

  it('says that it is warming up instead of guessing', () => {
    const points = detect(samplesOf(150, i => (i === 50 ? 1e6 : noise(i))));
    expect(points[50]).toMatchObject({ phase: 'warming-up', score: 0 });
    expect(points[99].phase).toBe('warming-up');
    expect(points[100].phase).toBe('ready');
  });

  it('skips samples that are not finite and changes nothing by them', () => {
    const samples = samplesOf(400, i => noise(i));
    const holes = samples.flatMap(sample => [
      sample,
      { ...sample, value: NaN },
      { ...sample, value: -Infinity },
      { timeMs: NaN, value: 1 },
    ]);
    const points = detect(holes);
    expect(points.filter(({ phase }) => phase !== 'skipped')).toEqual(
      detect(samples),
    );
    expect(points[1]).toEqual({ timeMs: 0, phase: 'skipped', score: 0 });
  });

  it('keeps every score in [0, 1] and every number finite whatever comes', () => {
    fc.assert(
      fc.property(anySamples, samples => {
        for (const point of detect(samples)) {
          expect(point.score).toBeGreaterThanOrEqual(0);
          expect(point.score).toBeLessThanOrEqual(1);
          for (const number of [
            point.value,
            point.expected,
            point.lower,
            point.upper,
          ])
            expect(Number.isFinite(number ?? 0)).toBe(true);
        }
      }),
      { seed: 1 },
    );
  });

  it('never changes the past when the future is cut off', () => {
    fc.assert(
      fc.property(anySamples, fc.nat(200), (samples, cut) => {
        expect(detect(samples.slice(0, cut))).toEqual(
          detect(samples).slice(0, cut),
        );
      }),
      { seed: 1 },
    );
  });

  it('goes on from its saved state as if it had not stopped', () => {
    const samples = samplesOf(900, i => busyDay(i) + (i === 700 ? 99 : 0));
    const whole = detect(samples);
    fc.assert(
      fc.property(fc.nat(899), cut => {
        const first = createAnomalyDetector();
        samples.slice(0, cut).forEach(sample => first.update(sample));
        const resumed = createAnomalyDetector(
          JSON.parse(JSON.stringify(first.state())),
        );
        const rest = samples.slice(cut).map(sample => resumed.update(sample));
        expect(rest).toEqual(whole.slice(cut));
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it('goes on from its saved state whatever comes', () => {
    fc.assert(
      fc.property(anySamples, fc.nat(200), (samples, cut) => {
        const first = createAnomalyDetector();
        samples.slice(0, cut).forEach(sample => first.update(sample));
        const resumed = createAnomalyDetector(
          JSON.parse(JSON.stringify(first.state())),
        );
        for (const sample of samples.slice(cut))
          expect(resumed.update(sample)).toEqual(first.update(sample));
      }),
      { seed: 1 },
    );
  });

  it('gives the same points for the same samples', () => {
    fc.assert(
      fc.property(anySamples, samples => {
        expect(detect(samples)).toEqual(detect(samples));
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it('needs less than 20 KB of state after a long and lively past', () => {
    const detector = createAnomalyDetector();
    for (let i = 0; i < 30_000; i++)
      detector.update({
        timeMs: 1.7e12 + i * stepMs * (1 + noise(i)),
        value: (noise(i) - 0.5) * 10 ** (noise(i + 0.5) * 20),
      });
    expect(JSON.stringify(detector.state()).length).toBeLessThan(20_000);
  });
});
