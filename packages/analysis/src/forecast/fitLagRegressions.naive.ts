import { naiveSolve } from './solvePositiveDefinite.naive';

/**
 * One ridge regression of a standardised series on its lags, from the rows as they stand: (X'X + penalty) b = X'y.
 *
 * - Shape: intercept first, then one coefficient per lag.
 * - Unit: that of the series.
 * - Invalid input: finite values only.
 * - Errors: none.
 * - Cost: rows x lags² + lags³.
 * - Source: Hoerl & Kennard 1970.
 */
export function naiveRidge(
  values: readonly number[],
  lags: readonly number[],
  penalty: number,
): number[] {
  const longest = Math.max(...lags);
  const rows = values
    .map((target, t) => ({
      x: [1, ...lags.map(lag => values[t - lag])],
      target,
    }))
    .slice(longest);
  const size = lags.length + 1;
  const matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => {
      const sum = rows.reduce((total, { x }) => total + x[i] * x[j], 0);
      const extra = i === 0 ? 1e-6 : penalty;
      return i === j ? sum + extra : sum;
    }),
  );
  const right = Array.from({ length: size }, (_, i) =>
    rows.reduce((total, { x, target }) => total + x[i] * target, 0),
  );
  return naiveSolve(matrix, right);
}
