import { metric, normalSteps, service } from '../testing/shop';
import type { MetricKind } from './RcaInput';
import { measureSignal, metricOf, usualCallsOf } from './Signal';

const normal = (value: number) => new Float64Array(normalSteps).fill(value);

/** A node with one metric and calls, both constant while normal. */
function node(
  kind: MetricKind,
  usual: number,
  window: readonly number[],
  calls: readonly number[] = window.map(() => 100),
) {
  return {
    id: 'a',
    metrics: [
      { name: 'm', kind, normal: normal(usual), window },
      {
        name: 'calls',
        kind: 'requests' as const,
        normal: normal(100),
        window: calls,
      },
    ],
  };
}

function excessOf(each: ReturnType<typeof node>): readonly number[] {
  return [...(measureSignal(each, each.metrics[0], 1)?.excess ?? [])];
}

describe('measureSignal()', () => {
  it('counts waited time for each call', () => {
    expect(excessOf(node('latency', 20, [20, 50]))).toEqual([0, 3000]);
  });

  it('counts failed calls', () => {
    const [none, ten] = excessOf(node('availability', 1, [1, 0.9]));
    expect(none).toBeCloseTo(0, 1);
    expect(ten).toBeCloseTo(10, 1);
  });

  it('knows a step without calls for calm, and a step without value for unknown', () => {
    const window = [NaN, NaN];
    expect(excessOf(node('latency', 20, window, [0, 100]))).toEqual([0, NaN]);
    expect(excessOf(node('availability', 1, window, [0, 100]))).toEqual([
      0,
      NaN,
    ]);
  });

  it('assumes the usual calls where nobody counted', () => {
    expect(excessOf(node('latency', 20, [50], [NaN]))).toEqual([3000]);
    const uncounted = { id: 'a', metrics: [metric('m', 'latency', 20, 30)] };
    const signal = measureSignal(uncounted, uncounted.metrics[0], 7);
    expect((signal?.excess[0] ?? 0) / 7).toBeCloseTo(30, -0.5);
  });

  it('measures other metrics in deviations', () => {
    const { metrics } = node('other', 50, [50, 60]);
    const signal = measureSignal({ id: 'a', metrics }, metrics[0], 1);
    expect(signal?.excess).toEqual(signal?.deviations);
    expect(signal?.deviations[1]).toBeGreaterThan(5);
  });

  it('is undefined without a normal period', () => {
    const metrics = [
      { name: 'm', kind: 'latency' as const, normal: [], window: [5] },
    ];
    expect(measureSignal({ id: 'a', metrics }, metrics[0], 1)).toBeUndefined();
  });
});

describe('metricOf()', () => {
  const mixed = {
    id: 'a',
    metrics: [
      metric('mean', 'latency', 20),
      metric('p95', 'latency', 60),
      metric('cpu', 'other', 1),
      metric('memory', 'other', 1),
    ],
  };

  it('takes the first latency, whatever the alarm is on', () => {
    expect(metricOf(mixed, 'latency', 'p95')?.name).toBe('mean');
  });

  it('takes the metric of the alarm among others, or the first', () => {
    expect(metricOf(mixed, 'other', 'memory')?.name).toBe('memory');
    expect(metricOf(mixed, 'other', 'p95')?.name).toBe('cpu');
    expect(metricOf(mixed, 'availability', 'cpu')).toBeUndefined();
  });
});

describe('usualCallsOf()', () => {
  it('is the median, or the fallback where nobody counts', () => {
    expect(usualCallsOf(service('a', 5), 3)).toBeCloseTo(100, 0);
    expect(usualCallsOf({ id: 'a', metrics: [] }, 3)).toBe(3);
  });
});
