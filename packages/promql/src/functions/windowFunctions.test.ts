import { evaluateRange } from '../evaluation/evaluateRange';
import { createArraySource } from '../series/createArraySource';
import { markStale } from '../series/staleMarker';
import { parseQuery } from '../syntax/parseQuery';
import { askAt } from '../testing/ask';
import { createRandom } from '../testing/createRandom';
import { loadSeries } from '../testing/loadSeries';
import { naiveWindowFunctions, type Sample } from './windowFunctions.naive';

/** An hour of uneven scrapes with gaps and resets; every eleventh sample is a stale marker. */
function randomSeries(seed: number): {
  samples: readonly Sample[];
  source: ReturnType<typeof createArraySource>;
} {
  const random = createRandom(seed);
  const all: (Sample & { isMarker: boolean })[] = [];
  let timeMs = Math.floor(random() * 30_000);
  let value = 0;
  while (timeMs < 3_600_000) {
    value = random() < 0.05 ? 0 : value + Math.floor(random() * 20);
    all.push({ timeMs, value, isMarker: all.length % 11 === 10 });
    timeMs += random() < 0.05 ? 400_000 : 5_000 + Math.floor(random() * 30_000);
  }
  const values = Float64Array.from(all, sample => sample.value);
  all.forEach(({ isMarker }, index) => {
    if (isMarker) markStale(values, index);
  });
  const timestampsMs = Float64Array.from(all, sample => sample.timeMs);
  const labels = { __name__: 'x' };
  return {
    samples: all.filter(({ isMarker }) => !isMarker),
    source: createArraySource([{ labels, timestampsMs, values }]),
  };
}

describe('range functions', () => {
  it.each(Object.keys(naiveWindowFunctions))(
    '%s agrees with its definition on every window',
    name => {
      for (const [seed, rangeMs] of [
        [1, 60_000],
        [2, 300_000],
        [3, 1_500_000],
      ]) {
        const { samples, source } = randomSeries(seed);
        const range = { startMs: -60_000, endMs: 4_000_000, stepMs: 17_000 };
        const expr = parseQuery(`${name}(x[${rangeMs}ms])`);
        const [found] = evaluateRange(expr, range, { source }).series;
        const expected: [number, number][] = [];
        for (let ms = range.startMs; ms <= range.endMs; ms += range.stepMs) {
          const window = { startMs: ms - rangeMs, endMs: ms };
          const inside = samples.filter(
            ({ timeMs }) => timeMs >= window.startMs && timeMs <= ms,
          );
          if (inside.length === 0) continue;
          const value = naiveWindowFunctions[name](inside, window);
          if (value !== undefined) expected.push([ms, value]);
        }
        expect([...found.timestampsMs]).toStrictEqual(
          expected.map(([ms]) => ms),
        );
        expected.forEach(([, value], index) => {
          const error = Math.abs(found.values[index] - value);
          expect(error).toBeLessThanOrEqual(
            1e-9 * Math.max(1, Math.abs(value)),
          );
        });
      }
    },
  );

  const source = loadSeries(
    60_000,
    'counter 0 10 20 5 15 25',
    'gauge 4 8 2 6 10 NaN',
    'line 1 3 5 7 9 11',
    'odd NaN Inf -Inf 1',
    'one 7',
  );
  const at = (query: string) => askAt(300_000, query, { source });

  it.each([
    ['increase(counter[5m])', 45],
    ['rate(counter[5m])', 0.15],
    ['resets(counter[5m])', 1],
    ['irate(counter[5m])', 10 / 60],
    ['delta(line[5m])', 10],
    ['deriv(line[5m])', 2 / 60],
    ['predict_linear(line[5m], 120)', 15],
    ['holt_winters(line[5m], 0.5, 0.5)', 11],
    ['double_exponential_smoothing(line[5m], 0.3, 0.7)', 11],
    ['quantile_over_time(0.5, line[5m])', 6],
    ['quantile_over_time(2, line[5m])', Infinity],
    ['max_over_time(gauge[5m])', 10],
    ['min_over_time(gauge[5m])', 2],
    ['changes(odd[5m])', 3],
    ['count_over_time(odd[5m])', 4],
    ['rate(counter[5m:1m])', 0.15],
    ['max_over_time((counter)[5m:])', 25],
  ])('%s is %p', (query, value) => {
    expect(at(query)).toStrictEqual({ '{}': expect.closeTo(value, 12) });
  });

  it('read NaN as any arithmetic does, and as the least value in a quantile', () => {
    expect(at('sum_over_time(gauge[5m])')).toStrictEqual({ '{}': NaN });
    expect(at('quantile_over_time(0, gauge[5m])')).toStrictEqual({
      '{}': NaN,
    });
    expect(at('quantile_over_time(1, gauge[5m])')).toStrictEqual({ '{}': 10 });
  });

  it.each(['rate', 'increase', 'delta', 'irate', 'idelta', 'deriv'])(
    '%s needs two samples',
    name => {
      expect(at(`${name}(one[10m])`)).toStrictEqual({});
    },
  );

  it('keep the name of the metric where the result is a sample of it', () => {
    expect(at('last_over_time(line[5m])')).toStrictEqual({ 'line{}': 11 });
    expect(at('first_over_time(line[5m])')).toStrictEqual({ 'line{}': 1 });
  });

  it('follow a counter back no further than its zero', () => {
    const late = loadSeries(60_000, 'c _ _ _ 1 11 21');
    expect(askAt(300_000, 'increase(c[5m])', { source: late })).toStrictEqual({
      '{}': expect.closeTo(21, 12),
    });
    // Prometheus 3 does not go back more than half an interval when the window begins much earlier.
    const far = loadSeries(60_000, 'c _ _ _ 8 18 28');
    const increase = (semantics: 'prometheus-2' | 'prometheus-3') =>
      askAt(300_000, 'increase(c[5m])', { source: far, semantics });
    expect(increase('prometheus-2')).toStrictEqual({ '{}': 28 });
    expect(increase('prometheus-3')).toStrictEqual({ '{}': 25 });
  });

  it.each([
    ['holt_winters(line[5m], 0, 0.5)', /invalid smoothing factor.*0\.000000/],
    ['holt_winters(line[5m], 0.5, 1)', /invalid trend factor.*1\.000000/],
  ])('%s is refused', (query, message) => {
    expect(() => at(query)).toThrow(message);
  });

  it('predict from the time of evaluation also when @ fixes the window', () => {
    const range = { startMs: 300_000, endMs: 420_000, stepMs: 60_000 };
    const expr = parseQuery('predict_linear(line[5m] @ 300, 0)');
    const [{ values }] = evaluateRange(expr, range, { source }).series;
    expect([...values].map(Math.round)).toStrictEqual([11, 13, 15]);
  });
});
