import fc from 'fast-check';

import { anomalyThreshold } from '../anomalyThreshold';
import type { EntitySample } from './createEntityDetector';
import { createEntityDetector } from './createEntityDetector';

const stepMs = 60_000;

/** A number in [0, 1) that depends on nothing but its place. */
function noise(i: number): number {
  const x = Math.sin(i * 12.9898 + 4.1414) * 43_758.5453;
  return x - Math.floor(x);
}

type Values = Readonly<Record<string, number>>;

/** Four streams of noise, the first two moving together. */
function service(i: number): Values {
  return {
    requests: 100 + 10 * noise(i),
    cpu: 20 + 2 * noise(i) + 0.1 * noise(i + 0.3),
    latency: 30 + 5 * noise(i + 0.5),
    memory: 500 + 50 * noise(i + 0.7),
  };
}

function samplesOf(
  count: number,
  valuesAt: (i: number) => Values,
): EntitySample[] {
  return Array.from({ length: count }, (_, i) => ({
    timeMs: i * stepMs,
    values: valuesAt(i),
  }));
}

function detect(samples: readonly EntitySample[]) {
  const detector = createEntityDetector();
  return samples.map(sample => detector.update(sample));
}

describe('createEntityDetector()', () => {
  it('names the stream that leads', () => {
    const points = detect(
      samplesOf(2500, i =>
        i === 2000 ? { ...service(i), latency: 90 } : service(i),
      ),
    );
    expect(points[2000].score).toBeGreaterThanOrEqual(anomalyThreshold);
    expect(points[2000]).toMatchObject({
      leading: 'latency',
      kind: 'spike',
      direction: 'up',
    });
  });

  it('finds what none of the streams shows by itself', () => {
    const points = detect(
      samplesOf(2500, i =>
        i === 2000
          ? { requests: 114, cpu: 22.9, latency: 36.3, memory: 570 }
          : service(i),
      ),
    );
    const alone = points[2000].streams.map(([, { score }]) => score);
    expect(Math.max(...alone)).toBeLessThan(anomalyThreshold);
    expect(points[2000].score).toBeGreaterThanOrEqual(anomalyThreshold);
  });

  it('stays calm in ordinary operation, but for a few samples in a thousand', () => {
    const points = detect(samplesOf(6000, service));
    const alarms = points.filter(({ score }) => score >= anomalyThreshold);
    expect(alarms.length).toBeLessThan(24);
  });

  it('warms up with its streams', () => {
    const points = detect(samplesOf(400, service));
    expect(points[50]).toMatchObject({ phase: 'warming-up', score: 0 });
    expect(points[299].phase).toBe('warming-up');
    expect(points[300].phase).toBe('ready');
  });

  it('takes streams that are missing, new, not finite or oddly named', () => {
    const detector = createEntityDetector();
    for (let i = 0; i < 600; i++) {
      const values: Values = {
        ...service(i),
        ...(i % 3 === 0 && { cpu: NaN }),
        ...(i > 300 && { constructor: noise(i), __proto__: 1 }),
      };
      const point = detector.update({ timeMs: i * stepMs, values });
      expect(point.score).toBeGreaterThanOrEqual(0);
      expect(point.score).toBeLessThanOrEqual(1);
    }
  });

  it('skips a sample without any finite value', () => {
    const detector = createEntityDetector();
    samplesOf(400, service).forEach(sample => detector.update(sample));
    const before = detector.state();
    expect(detector.update({ timeMs: 0, values: {} })).toEqual({
      timeMs: 0,
      phase: 'skipped',
      score: 0,
      streams: [],
    });
    expect(detector.update({ timeMs: 0, values: { cpu: NaN } }).phase).toBe(
      'skipped',
    );
    expect(detector.state()).toEqual(before);
  });

  it('does not depend on the order of the names', () => {
    const turned = samplesOf(800, i =>
      Object.fromEntries(Object.entries(service(i)).reverse()),
    );
    expect(detect(turned).map(({ score }) => score)).toEqual(
      detect(samplesOf(800, service)).map(({ score }) => score),
    );
  });

  it('goes on from its saved state as if it had not stopped', () => {
    const samples = samplesOf(600, service);
    const whole = detect(samples);
    fc.assert(
      fc.property(fc.nat(599), cut => {
        const first = createEntityDetector();
        samples.slice(0, cut).forEach(sample => first.update(sample));
        const resumed = createEntityDetector(
          JSON.parse(JSON.stringify(first.state())),
        );
        expect(samples.slice(cut).map(resumed.update)).toEqual(
          whole.slice(cut),
        );
      }),
      { seed: 1, numRuns: 8 },
    );
  });
});
