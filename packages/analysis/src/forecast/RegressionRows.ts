import type { LagRegression } from './LagRegression';

/** Where the rows of an autoregression come from: standardised values, and how to undo that for a fitted model. */
export interface RegressionRows {
  readonly lags: readonly number[];
  readonly difference: number;
  /** The standardised (differenced) series. */
  readonly values: Float64Array;
  readonly mean: number;
  readonly deviation: number;
  /** Index of the first row that has all its lags. */
  readonly start: number;
}

/**
 * Differences and standardises a series for an autoregression on `lags`; mean and deviation are those before `until`, so
 * that a fit which ends there has not seen anything later.
 *
 * - Shape: series oldest first; the result has its length, with zeros where the difference does not exist.
 * - Unit: standard deviations.
 * - Invalid input: a constant series keeps a deviation of 1.
 * - Errors: none.
 * - Cost: linear.
 * - Source: usual practice for ridge regression (Hastie et al., The Elements of Statistical Learning, 3.4.1).
 */
export function regressionRows(
  series: Float64Array,
  { lags, difference }: Pick<LagRegression, 'lags' | 'difference'>,
  until: number,
): RegressionRows {
  const values = Float64Array.from(series);
  if (difference > 0) {
    for (let i = 0; i < series.length; i++) {
      values[i] = i < difference ? 0 : series[i] - series[i - difference];
    }
  }
  const count = Math.max(1, until - difference);
  let sum = 0;
  for (let i = difference; i < until; i++) sum += values[i];
  let squares = 0;
  for (let i = difference; i < until; i++) {
    squares += (values[i] - sum / count) ** 2;
  }
  const mean = difference > 0 ? 0 : sum / count;
  const deviation = Math.sqrt(squares / count) || 1;
  for (let i = difference; i < values.length; i++) {
    values[i] = (values[i] - mean) / deviation;
  }
  return {
    lags,
    difference,
    values,
    mean,
    deviation,
    start: Math.max(...lags) + difference,
  };
}

/**
 * A solution for standardised rows as a recursion in units of the series.
 *
 * - Shape: intercept first, then one coefficient per lag.
 * - Unit: standard deviations in, that of the series out.
 * - Invalid input: none.
 * - Errors: none.
 * - Cost: linear in the lags.
 * - Source: the definition of standardising, undone.
 */
export function toLagRegression(
  solution: Float64Array,
  { lags, difference, mean, deviation }: RegressionRows,
): LagRegression {
  const coefficients = Array.from(solution.subarray(1));
  const sum = coefficients.reduce((total, value) => total + value, 0);
  return {
    kind: 'lag-regression',
    lags,
    difference,
    intercept: deviation * solution[0] + mean * (1 - sum),
    coefficients,
  };
}
