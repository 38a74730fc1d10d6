import fc from 'fast-check';

import { QuantileHistory } from './QuantileHistory';
import { historyNaive } from './QuantileHistory.naive';

function learn(values: readonly number[]): QuantileHistory {
  const history = new QuantileHistory();
  values.forEach(value => history.add(value));
  return history;
}

/** Numbers in a fixed scattered order. */
const scattered = (count: number) =>
  Array.from({ length: count }, (_, i) => ((i * 7919) % 10_007) / 10_007);

describe('QuantileHistory', () => {
  it.each([0, 1, 127, 128, 129, 300, 5000, 12_345])(
    'agrees with the definition after %d values',
    count => {
      const held = historyNaive(scattered(count));
      const history = learn(scattered(count));
      for (const share of [0, 0.01, 0.5, 0.99, 1]) {
        const at = Math.min(held.length - 1, Math.floor(share * held.length));
        expect(history.quantile(share)).toBe(held[at] ?? 0);
      }
    },
  );

  it('comes close to the quantiles of a long past', () => {
    const history = learn(scattered(9000));
    expect(history.quantile(0.5)).toBeCloseTo(0.5, 1);
    expect(history.quantile(0.9)).toBeCloseTo(0.9, 1);
  });

  it('follows a stream that has moved for good', () => {
    const history = learn([
      ...scattered(9000),
      ...scattered(5000).map(value => value + 100),
    ]);
    expect(history.quantile(0)).toBeGreaterThanOrEqual(100);
  });

  it('goes on from its saved state as if it had not stopped', () => {
    const values = scattered(10_000);
    fc.assert(
      fc.property(fc.nat(9999), cut => {
        const resumed = new QuantileHistory(
          JSON.parse(JSON.stringify(learn(values.slice(0, cut)).state())),
        );
        values.slice(cut).forEach(value => resumed.add(value));
        expect(resumed.state()).toEqual(learn(values).state());
      }),
      { seed: 1, numRuns: 20 },
    );
  });
});
