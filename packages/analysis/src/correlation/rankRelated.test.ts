import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { rankRelated } from './rankRelated';

const stepMs = 60_000;
const steps = 120;
const window = { fromMs: 0, toMs: steps * stepMs, stepMs };

/** Noise of its own, a trend, and the reference's noise `lag` steps later with weight `share`. */
function related(seed: number, share: number, lag = 0) {
  const common = seededRandom(99);
  const own = seededRandom(seed);
  const shocks = Array.from({ length: steps + 20 }, () => gaussianOf(common));
  return Array.from({ length: steps }, (_, i) => ({
    timeMs: i * stepMs + 500,
    value:
      0.5 * i + share * shocks[i + 10 - lag] + (1 - share) * gaussianOf(own),
  }));
}

const reference = related(1, 1);
const strangers = Array.from({ length: 40 }, (_, i) => ({
  id: `stranger-${i}`,
  samples: related(200 + i, 0),
}));

describe('rankRelated()', () => {
  it('finds what moved with the reference, before and after it, strongest first', () => {
    const found = rankRelated(
      reference,
      [
        ...strangers,
        { id: 'same', samples: related(2, 0.9) },
        { id: 'later', samples: related(3, 0.6, 3) },
        { id: 'earlier', samples: related(4, 0.75, -2) },
      ],
      window,
    );
    expect(found.slice(0, 3).map(({ id, lagMs }) => [id, lagMs])).toEqual([
      ['same', 0],
      ['earlier', -2 * stepMs],
      ['later', 3 * stepMs],
    ]);
    expect(found.length).toBeLessThanOrEqual(4);
  });

  it('finds nothing among strangers that share a trend only', () => {
    expect(rankRelated(reference, strangers, window).length).toBeLessThan(3);
  });

  it('does not depend on the order of samples and bears gaps and NaN', () => {
    const samples = related(2, 0.9);
    const [plain] = rankRelated(reference, [{ id: 'a', samples }], window);
    const [shuffled] = rankRelated(
      reference.toReversed(),
      [{ id: 'a', samples: samples.toReversed() }],
      window,
    );
    expect(shuffled).toEqual(plain);
    const gappy = samples.map((sample, i) =>
      i % 6 === 0 ? { ...sample, value: NaN } : sample,
    );
    const [found] = rankRelated(
      reference,
      [{ id: 'a', samples: gappy }],
      window,
    );
    expect(found.correlation).toBeGreaterThan(0.7);
  });

  it('has nothing to rank without candidates, samples or time', () => {
    expect(rankRelated(reference, [], window)).toEqual([]);
    expect(rankRelated([], strangers, window)).toEqual([]);
    expect(rankRelated(reference, strangers, { ...window, toMs: -1 })).toEqual(
      [],
    );
  });

  it('refuses a step of no length', () => {
    expect(() => rankRelated(reference, [], { ...window, stepMs: 0 })).toThrow(
      RangeError,
    );
  });
});
