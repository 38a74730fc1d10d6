import { failureDeviation, failuresOf, fitErrorModel } from './ErrorModel';

const calls = new Float64Array(200).fill(100);
const perfect = new Float64Array(200).fill(1);

describe('fitErrorModel()', () => {
  it('does not take a node that never failed for one that cannot', () => {
    expect(fitErrorModel(perfect, calls).ratio).toBeCloseTo(0.5 / 20_001);
  });

  it('learns the usual ratio', () => {
    const usual = perfect.map((_, step) => (step % 2 ? 0.98 : 1));
    expect(fitErrorModel(usual, calls).ratio).toBeCloseTo(0.01, 3);
  });

  it('does not count a past outage as usual', () => {
    const outage = perfect.map((_, step) => (step < 3 ? 0 : 1));
    expect(fitErrorModel(outage, calls).ratio).toBeLessThan(0.001);
  });

  it('is wider for a node that fails in bursts', () => {
    const bursts = perfect.map((_, step) => (step % 25 === 0 ? 0.8 : 1));
    expect(fitErrorModel(perfect, calls).dispersion).toBe(1);
    expect(fitErrorModel(bursts, calls).dispersion).toBeGreaterThan(3);
  });

  it('has only the prior without data', () => {
    expect(fitErrorModel([], [])).toEqual({ ratio: 0.5, dispersion: 1 });
  });
});

describe('failureDeviation()', () => {
  const rare = { ratio: 0.001, dispersion: 1 };

  it('grows with the failures and falls below 0 when there are fewer than usual', () => {
    const deviations = [0, 1, 2, 5, 50].map(failures =>
      failureDeviation(rare, failures, 500),
    );
    expect(deviations).toEqual([...deviations].sort((a, b) => a - b));
    expect(deviations[0]).toBeCloseTo(-1);
    expect(failureDeviation(rare, 0.5, 500)).toBeCloseTo(0);
  });

  it('finds one failure in few calls less surprising than many in many', () => {
    expect(failureDeviation(rare, 1, 3)).toBeLessThan(
      failureDeviation(rare, 100, 300),
    );
  });

  it('is finite for impossible failures', () => {
    expect(failureDeviation({ ratio: 0, dispersion: 1 }, 5, 10)).toBe(1e6);
  });
});

describe('failuresOf()', () => {
  it('counts failed calls and knows nothing where either is missing', () => {
    expect([
      ...failuresOf(
        [0.5, 1, undefined, NaN, 0.5, 0.5, 2, -1],
        [10, 10, 10, 10, 0, undefined, 10, 10],
      ),
    ]).toEqual([5, 0, NaN, NaN, NaN, NaN, 0, 10]);
  });
});
