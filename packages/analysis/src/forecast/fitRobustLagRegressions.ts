import type { LagRegressionOptions } from './fitLagRegressions';
import type { LagRegression } from './LagRegression';
import { NormalEquations } from './NormalEquations';
import { quantileOfSorted } from './quantileOfSorted';
import {
  regressionRows,
  toLagRegression,
  type RegressionRows,
} from './RegressionRows';

/** Passes of reweighting; more change little. */
const passes = 3;
/** Errors below this share of the median error weigh the same: the loss is round at its foot. */
const roundedShare = 0.5;

/**
 * Fits an autoregression that minimises absolute instead of squared errors, so that single outliers do not bend it: a
 * least squares fit, repeated with each row weighted by the inverse of its last error. Where `fitLagRegressions` refits
 * at every origin, this one refits at the first, the middle and the last; the origins between use the fit before them.
 *
 * - Shape: as `fitLagRegressions` for the first penalty; result[origin].
 * - Unit: that of the series.
 * - Invalid input: finite values only.
 * - Errors: none.
 * - Cost: 9 passes of length × lags² / 2.
 * - Source: iteratively reweighted least squares, Schlossmacher (1973); why absolute errors suit forecasts that are
 *   judged by them: Gneiting (2011), Making and evaluating point forecasts.
 */
export function fitRobustLagRegressions(
  series: Float64Array,
  origins: readonly number[],
  options: LagRegressionOptions,
): LagRegression[] {
  const rows = regressionRows(series, options, origins[0]);
  const equations = new NormalEquations(options.lags);
  const last = origins.length - 1;
  const refits = new Set([last >> 1, last]);
  let model = fitAt(origins[0]);
  return origins.map((origin, i) => {
    if (refits.has(i)) model = fitAt(origin);
    return model;
  });

  function fitAt(origin: number): LagRegression {
    const weights = new Float64Array(origin).fill(1);
    let solution = new Float64Array(0);
    for (let pass = 0; pass < passes; pass++) {
      if (pass > 0) reweigh(weights, rows, solution);
      equations.clear();
      for (let i = rows.start; i < origin; i++) {
        equations.add(rows.values, i, weights[i]);
      }
      solution = equations.solve(options.penalties[0]);
    }
    return toLagRegression(solution, rows);
  }
}

/** Each row's weight becomes the median error divided by its own. */
function reweigh(
  weights: Float64Array,
  { lags, values, start }: RegressionRows,
  solution: Float64Array,
): void {
  for (let i = start; i < weights.length; i++) {
    let expected = solution[0];
    for (let k = 0; k < lags.length; k++) {
      expected += solution[k + 1] * values[i - lags[k]];
    }
    weights[i] = Math.abs(values[i] - expected);
  }
  const sorted = weights.slice(start).sort();
  const median = quantileOfSorted(sorted, 0.5) + 1e-9;
  for (let i = start; i < weights.length; i++) {
    weights[i] = median / Math.max(weights[i], roundedShare * median);
  }
}
