import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { solvePositiveDefinite } from './solvePositiveDefinite';
import { naiveSolve } from './solvePositiveDefinite.naive';

describe('solvePositiveDefinite()', () => {
  it('agrees with elimination on random systems', () => {
    const random = seededRandom(1);
    for (const size of [1, 2, 5, 20]) {
      const factors = Array.from({ length: size }, () =>
        Array.from({ length: size }, () => gaussianOf(random)),
      );
      const matrix = factors.map((a, i) =>
        factors.map(
          (b, j) =>
            a.reduce((sum, v, k) => sum + v * b[k], 0) + Number(i === j),
        ),
      );
      const right = Array.from({ length: size }, () => gaussianOf(random));
      const expected = naiveSolve(matrix, right);
      const solution = solvePositiveDefinite(
        Float64Array.from(matrix.flat()),
        Float64Array.from(right),
        size,
      );
      solution.forEach((x, i) => expect(x).toBeCloseTo(expected[i], 8));
    }
  });

  it('leaves its arguments as they are and reads the lower triangle only', () => {
    const matrix = Float64Array.from([4, NaN, 2, 3]);
    const right = Float64Array.from([2, 1]);
    const solution = solvePositiveDefinite(matrix, right, 2);
    expect(Array.from(solution)).toEqual([0.5, 0]);
    expect(Array.from(matrix)).toEqual([4, NaN, 2, 3]);
    expect(Array.from(right)).toEqual([2, 1]);
  });

  it('sets an unknown without information to 0', () => {
    const matrix = Float64Array.from([2, 0, 0, 0]);
    const solution = solvePositiveDefinite(
      matrix,
      Float64Array.from([4, 1]),
      2,
    );
    expect(solution[0]).toBeCloseTo(2, 12);
    expect(solution[1]).toBeCloseTo(0, 12);
  });
});
