import { combinationWeights, combinePaths } from './combineForecasts';

const path = (...values: number[]) => Float64Array.from(values);

describe('combinationWeights()', () => {
  it('weighs by the inverse third power of the error', () => {
    const actual = [path(0, 0), path(0, 0)];
    const paths = [
      [path(1, -1), path(1, 1)],
      [path(2, 2), path(-2, 2)],
    ];
    const weights = combinationWeights({ paths, actual });
    expect(weights[0]).toBeCloseTo(8 / 9, 12);
    expect(weights[1]).toBeCloseTo(1 / 9, 12);
  });

  it('gives everything to models without error', () => {
    const paths = [[path(0)], [path(1)], [path(0)]];
    const weights = combinationWeights({ paths, actual: [path(0)] });
    expect(weights).toEqual([0.5, 0, 0.5]);
  });

  it('gives nothing to a model that left the numbers', () => {
    const paths = [[path(NaN)], [path(1)], [path(Infinity)]];
    const weights = combinationWeights({ paths, actual: [path(0)] });
    expect(weights).toEqual([0, 1, 0]);
  });

  it('weighs all the same without a judgement', () => {
    const weights = combinationWeights({ paths: [[], []], actual: [] });
    expect(weights).toEqual([0.5, 0.5]);
  });
});

describe('combinePaths()', () => {
  it('is the weighted mean and does not look at paths without weight', () => {
    const combined = combinePaths(
      [path(1, 2), path(3, 6), path(NaN, NaN)],
      [0.5, 0.5, 0],
    );
    expect(Array.from(combined)).toEqual([2, 4]);
  });
});
