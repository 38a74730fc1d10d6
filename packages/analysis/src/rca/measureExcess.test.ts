import { metric } from '../testing/shop';
import { buildCallGraph } from './CallGraph';
import { measureExcess } from './measureExcess';
import type { Signal } from './Signal';

const graph = buildCallGraph(['web', 'db'], [{ caller: 'web', callee: 'db' }]);

function signal(
  excess: readonly number[],
  deviations: readonly number[],
): Signal {
  return {
    metric: metric('calls', 'requests', 100),
    excess: Float64Array.from(excess),
    deviations: Float64Array.from(deviations),
  };
}

const evenly = Float64Array.of(0.5, 0.5);

describe('measureExcess()', () => {
  it('weighs steps as the alarm does', () => {
    const signals = [signal([10, 30], [1, 3]), signal([0, 0], [0, 0])];
    const weights = Float64Array.of(0.25, 0.75);
    const { total, deviation } = measureExcess(
      graph,
      'other',
      signals,
      weights,
      1,
    );
    expect(total[0]).toBe(25);
    expect(deviation[0]).toBe(2.5);
  });

  it('averages over the steps that were measured, and is less certain for it', () => {
    const signals = [signal([10, NaN], [8, NaN]), undefined];
    const { total, deviation, isKnown } = measureExcess(
      graph,
      'latency',
      signals,
      evenly,
      1,
    );
    expect(total[0]).toBe(10);
    expect(deviation[0]).toBeCloseTo(8 * Math.SQRT1_2);
    expect(isKnown).toEqual([true, false]);
  });

  it('does not know a node without one measured step', () => {
    const unknown = signal([NaN, NaN], [NaN, NaN]);
    const { isKnown, own } = measureExcess(
      graph,
      'latency',
      [unknown, unknown],
      evenly,
      1,
    );
    expect(isKnown).toEqual([false, false]);
    expect([...own]).toEqual([0, 0]);
  });

  it('expects calls of a callee to change as its caller’s do', () => {
    const signals = [signal([50, 50], [9, 9]), signal([70, 70], [9, 9])];
    const { own } = measureExcess(graph, 'requests', signals, evenly, 1);
    expect(own[0]).toBe(50);
    expect(own[1]).toBeCloseTo(20, 6);
  });

  it('turns a fall into excess when falls are asked for', () => {
    const signals = [signal([-40, -40], [-5, -5]), undefined];
    const { own, deviation } = measureExcess(
      graph,
      'requests',
      signals,
      evenly,
      -1,
    );
    expect(own[0]).toBe(40);
    expect(deviation[0]).toBe(5);
  });
});
