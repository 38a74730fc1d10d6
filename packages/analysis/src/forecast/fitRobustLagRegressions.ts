import type { LagRegressionOptions } from './fitLagRegressions';
import type { LagRegression } from './LagRegression';
import { NormalEquations } from './NormalEquations';
import { quantileOfSorted } from './quantileOfSorted';
import {
  regressionRows,
  toLagRegression,
  type RegressionRows,
} from './RegressionRows';

/** Passes of reweighting at an origin; more change little. */
const passes = 2;
/** Errors below this share of the median error weigh the same: the loss is round at its foot. */
const roundedShare = 0.5;

/**
 * Fits an autoregression that minimises absolute instead of squared errors, so that single outliers do not bend it: a
 * least squares fit, repeated with each row weighted by the inverse of its last error. Where `fitLagRegressions` refits
 * at every origin, this one refits at the last only; those before it use the fit of the first.
 *
 * - Shape: as `fitLagRegressions` for the first penalty; result[origin].
 * - Unit: that of the series.
 * - Invalid input: finite values only.
 * - Errors: none.
 * - Cost: 5 passes of length × lags² / 2.
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
  const first = improve(solve(origins[0]), origins[0]);
  const model = toLagRegression(first, rows);
  return origins.map((origin, i) =>
    i === last && last > 0
      ? toLagRegression(improve(first, origin), rows)
      : model,
  );

  function improve(start: Float64Array, origin: number): Float64Array {
    let solution = start;
    for (let pass = 0; pass < passes; pass++) {
      solution = solve(origin, weightsOf(rows, origin, solution));
    }
    return solution;
  }

  function solve(origin: number, weights?: Float64Array): Float64Array {
    equations.clear();
    for (let i = rows.start; i < origin; i++) {
      equations.add(rows.values, i, weights ? weights[i] : 1);
    }
    return equations.solve(options.penalties[0]);
  }
}

/** The weight of each row before `origin`: the median error divided by its own. */
function weightsOf(
  { lags, values, start }: RegressionRows,
  origin: number,
  solution: Float64Array,
): Float64Array {
  const weights = new Float64Array(origin);
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
  return weights;
}
