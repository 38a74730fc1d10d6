import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { fitSpread, halfWidthOf } from './fitSpread';

const errorsOf = (
  origins: number,
  steps: number,
  sizeAt: (step: number) => number,
) => {
  const random = seededRandom(6);
  return Array.from({ length: origins }, () =>
    Float64Array.from(
      { length: steps },
      (_, step) => sizeAt(step) * gaussianOf(random),
    ),
  );
};

describe('fitSpread()', () => {
  it('covers a little more than the asked share of its own errors', () => {
    const errors = errorsOf(50, 48, step => 1 + step / 10);
    const spread = fitSpread(errors);
    for (const level of [0.5, 0.8, 0.95]) {
      const inside = errors.flatMap(path =>
        Array.from(path, (error, step) =>
          Number(Math.abs(error) <= halfWidthOf(spread, level, step)),
        ),
      );
      const share = inside.reduce((sum, is) => sum + is, 0) / inside.length;
      expect(share).toBeGreaterThan(level);
      expect(share).toBeLessThan(level + 0.12);
    }
  });

  it('widens with the step as the errors do', () => {
    const spread = fitSpread(errorsOf(200, 48, step => step + 1));
    const ratio = halfWidthOf(spread, 0.9, 40) / halfWidthOf(spread, 0.9, 10);
    expect(ratio).toBeGreaterThan(3);
    expect(ratio).toBeLessThan(4.5);
  });

  it('goes on widening beyond what was seen, faster if it widened before', () => {
    const growing = fitSpread(errorsOf(200, 48, step => step + 1));
    expect(growing.growth).toBeGreaterThan(0.85);
    const flat = fitSpread(errorsOf(200, 48, () => 1));
    expect(flat.growth).toBe(0.5);
    const flatLast = halfWidthOf(flat, 0.9, 47);
    expect(halfWidthOf(flat, 0.9, 191) / flatLast).toBeCloseTo(2, 9);
    const last = halfWidthOf(growing, 0.9, 47);
    expect(halfWidthOf(growing, 0.9, 95) / last).toBeGreaterThan(1.8);
  });

  it('is nothing without errors', () => {
    expect(halfWidthOf(fitSpread([]), 0.95, 100)).toBe(0);
    const exact = fitSpread([new Float64Array(8)]);
    expect(halfWidthOf(exact, 0.95, 3)).toBe(0);
  });
});
