import type { LagRegression } from './LagRegression';
import { NormalEquations } from './NormalEquations';
import { regressionRows, toLagRegression } from './RegressionRows';

/** What an autoregression looks back at, and how hard its coefficients are pulled to zero. */
export interface LagRegressionOptions {
  readonly lags: readonly number[];
  readonly difference: number;
  /** Ridge penalties, in squared standard deviations; one model each. */
  readonly penalties: readonly number[];
}

/**
 * Fits autoregressions by ridge regression, for every origin on what lies before it. The normal equations grow from one
 * origin to the next, so that many origins and penalties cost little more than one.
 *
 * - Shape: `series` oldest first, `origins` ascending, each past all lags; result[origin][penalty].
 * - Unit: that of the series.
 * - Invalid input: finite values only.
 * - Errors: none.
 * - Cost: length × lags² / 2 + origins × penalties × lags³ / 6.
 * - Source: ridge regression, Hoerl and Kennard (1970); linear models on long lags for hourly series: Montero-Manso and
 *   Hyndman (2021), Principles and algorithms for forecasting groups of time series.
 */
export function fitLagRegressions(
  series: Float64Array,
  origins: readonly number[],
  options: LagRegressionOptions,
): LagRegression[][] {
  const { lags, penalties } = options;
  const rows = regressionRows(series, options, origins[0]);
  const equations = new NormalEquations(lags);
  let next = rows.start;
  return origins.map(origin => {
    for (; next < origin; next++) equations.add(rows.values, next, 1);
    return penalties.map(penalty =>
      toLagRegression(equations.solve(penalty), rows),
    );
  });
}
