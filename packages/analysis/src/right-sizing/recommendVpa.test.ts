import { recommendVpa } from './recommendVpa';
import { VpaAggregate } from './VpaAggregate';
import { VpaContainer } from './VpaContainer';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = Date.UTC(2026, 2, 1);
const mebibyte = 1024 * 1024;

/** The end of a bucket, from its definition: first x (1 + 1.05 + … + 1.05^n). */
const bucketEnd = (first: number, bucket: number) => {
  let end = 0;
  for (let i = 0; i <= bucket; i++) end += first * 1.05 ** i;
  return end;
};

/** One sample a minute over `days`, all of one usage. */
function steady(days: number, cpuCores: number): VpaAggregate {
  const aggregate = new VpaAggregate();
  for (let minute = 0; minute <= days * 24 * 60; minute++) {
    const atMs = startMs + minute * minuteMs;
    aggregate.addCpuSample({ atMs, cpuCores, requestCores: 1 });
  }
  return aggregate;
}

describe('recommendVpa()', () => {
  it('adds 15 % to the end of the bucket, in whole millicores', () => {
    const { target } = recommendVpa(steady(1, 0.1));
    // 0.1 core lies in bucket 8 [0.0954, 0.1103): 110 millicores, plus 16 of 16.5.
    expect(bucketEnd(0.01, 7)).toBeLessThan(0.1);
    expect(Math.trunc(1000 * bucketEnd(0.01, 8))).toBe(110);
    expect(target.cpuCores).toBe(0.126);
  });

  it('never recommends less than 25 millicores and 250 MiB for a pod', () => {
    const { target, lowerBound } = recommendVpa(steady(1, 0.001));
    expect(target).toEqual({ cpuCores: 0.025, memoryBytes: 250 * mebibyte });
    expect(lowerBound.cpuCores).toBe(0.025);
    const shared = recommendVpa(steady(1, 0.001), { containersPerPod: 2 });
    expect(shared.target).toEqual({
      cpuCores: 0.012,
      memoryBytes: 125 * mebibyte,
    });
  });

  it('widens the bounds by the days of history', () => {
    // 110 + 16 = 126 millicores; x (1 + 0.001 / days)^-2 and x (1 + 1 / days), cut.
    const bounds = (days: number) => {
      const { lowerBound, upperBound } = recommendVpa(steady(days, 0.1));
      return [lowerBound.cpuCores, upperBound.cpuCores];
    };
    expect(bounds(1)).toEqual([0.125, 0.252]);
    expect(bounds(2)).toEqual([0.125, 0.189]);
    expect(bounds(0.5)).toEqual([0.125, 0.378]);
    expect(bounds(7)).toEqual([0.125, 0.144]);
  });

  it('counts a day with a sample an hour as an hour of samples', () => {
    const aggregate = new VpaAggregate();
    for (let hour = 0; hour < 24; hour++) {
      aggregate.addCpuSample({ atMs: startMs + hour * hourMs, cpuCores: 1 });
    }
    expect(aggregate.confidenceDays).toBeCloseTo(24 / (60 * 24), 12);
  });

  it('has the least target and no upper bound without history', () => {
    const recommendation = recommendVpa(new VpaAggregate());
    const least = { cpuCores: 0.025, memoryBytes: 250 * mebibyte };
    expect(recommendation.target).toEqual(least);
    expect(recommendation.lowerBound).toEqual(least);
    expect(recommendation.upperBound).toEqual(least);
    const one = new VpaAggregate();
    one.addCpuSample({ atMs: startMs, cpuCores: 1 });
    expect(recommendVpa(one).upperBound.cpuCores).toBe(1e14 / 1000);
    expect(recommendVpa(one).lowerBound.cpuCores).toBe(0.025);
  });
});

describe('VpaAggregate', () => {
  it('weighs a sample by the request, at least 0.1', () => {
    const quantileWith = (requestCores: number) => {
      const aggregate = new VpaAggregate();
      aggregate.addCpuSample({ atMs: startMs, cpuCores: 1, requestCores: 0.5 });
      aggregate.addCpuSample({ atMs: startMs, cpuCores: 5, requestCores });
      return aggregate.cpu.quantile(0.6);
    };
    expect(quantileWith(0.25)).toBeLessThan(2);
    expect(quantileWith(0.5)).toBeGreaterThan(5);
    // 0.1 of 0.6 is less than 40 %.
    expect(quantileWith(0)).toBeLessThan(2);
  });

  it('leaves out usage that is none', () => {
    const aggregate = new VpaAggregate();
    for (const cpuCores of [-1, NaN]) {
      aggregate.addCpuSample({ atMs: startMs, cpuCores });
    }
    aggregate.addCpuSample({ atMs: NaN, cpuCores: 1 });
    expect(aggregate.toCheckpoint().totalSamplesCount).toBe(0);
  });

  it('is stored in the form of a VerticalPodAutoscalerCheckpoint and goes on the same', () => {
    const aggregate = steady(2, 0.3);
    new VpaContainer(aggregate).addMemorySample(startMs, 3e8);
    const checkpoint = aggregate.toCheckpoint();
    expect(checkpoint).toMatchObject({
      version: 'v3',
      firstSampleStart: '2026-03-01T00:00:00Z',
      lastSampleStart: '2026-03-03T00:00:00Z',
      totalSamplesCount: 2881,
      memoryHistogram: { referenceTimestamp: '2026-03-02T00:00:00Z' },
    });
    const restored = new VpaAggregate();
    restored.load(JSON.parse(JSON.stringify(checkpoint)));
    expect(recommendVpa(restored)).toEqual(recommendVpa(aggregate));
    expect(restored.toCheckpoint()).toEqual(checkpoint);
    const other = { ...checkpoint, version: 'v2' };
    expect(() => restored.load(other)).toThrow(
      'checkpoint version must be v3, got v2',
    );
    const empty = new VpaAggregate();
    empty.load(new VpaAggregate().toCheckpoint());
    expect(empty.confidenceDays).toBe(0);
  });
});

describe('VpaContainer', () => {
  const memoryTarget = (feed: (container: VpaContainer) => void) => {
    const aggregate = new VpaAggregate();
    feed(new VpaContainer(aggregate));
    return recommendVpa(aggregate, { podMinMemoryMebibytes: 0 }).target
      .memoryBytes;
  };
  /** What the recommendation for one peak must be: the end of its bucket plus 15 %, cut. */
  const targetFor = (bytes: number) => {
    let bucket = 0;
    while (bucketEnd(1e7, bucket) <= bytes) bucket += 1;
    const end = Math.trunc(bucketEnd(1e7, bucket));
    return end + Math.trunc(end * 0.15);
  };

  it('keeps the largest usage of 24 hours only', () => {
    const target = memoryTarget(container => {
      container.addMemorySample(startMs, 2e8);
      container.addMemorySample(startMs + hourMs, 6e8);
      container.addMemorySample(startMs + 2 * hourMs, 3e8);
    });
    expect(Math.abs(target - targetFor(6e8))).toBeLessThanOrEqual(1);
  });

  it('begins a new peak in the next window', () => {
    const checkpointOf = (hours: number) => {
      const aggregate = new VpaAggregate();
      const container = new VpaContainer(aggregate);
      container.addMemorySample(startMs, 5e8);
      container.addMemorySample(startMs + hours * hourMs, 2e8);
      return aggregate.memoryPeaks.toCheckpoint();
    };
    expect(Object.values(checkpointOf(23).bucketWeights)).toEqual([10000]);
    // The older peak weighs half of the newer, smaller one.
    expect(Object.values(checkpointOf(24).bucketWeights)).toEqual([
      10000, 5000,
    ]);
    expect(Object.values(checkpointOf(49).bucketWeights)).toEqual([
      10000, 2500,
    ]);
  });

  it('counts a kill as 20 % or 100 MiB more than was requested or used', () => {
    const killedAt = (request: number) =>
      memoryTarget(container => {
        container.addMemorySample(startMs, 1e8);
        container.recordOom(startMs + hourMs, request);
      });
    const small = targetFor(2e8 + 100 * mebibyte);
    expect(Math.abs(killedAt(2e8) - small)).toBeLessThanOrEqual(1);
    const large = targetFor(2e9 * 1.2);
    expect(Math.abs(killedAt(2e9) - large)).toBeLessThanOrEqual(1);
    const used = targetFor(1e8 + 100 * mebibyte);
    expect(Math.abs(killedAt(0) - used)).toBeLessThanOrEqual(1);
  });

  it('does not pile kill upon kill', () => {
    const kills = (count: number) =>
      memoryTarget(container => {
        for (let i = 0; i < count; i++) {
          container.recordOom(startMs + i * minuteMs, 1e9);
        }
      });
    expect(kills(5)).toBe(kills(1));
  });

  it('leaves out what is old or no usage', () => {
    const container = new VpaContainer(new VpaAggregate());
    expect(container.addMemorySample(startMs, NaN)).toBe(false);
    expect(container.addMemorySample(startMs, -1)).toBe(false);
    expect(container.addMemorySample(NaN, 1)).toBe(false);
    expect(container.addMemorySample(startMs, 1e8)).toBe(true);
    expect(container.addMemorySample(startMs - 1, 1e8)).toBe(false);
    expect(container.recordOom(startMs, 1e8)).toBe(true);
    expect(container.recordOom(startMs - 1, 1e8)).toBe(false);
  });
});
