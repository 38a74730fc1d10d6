/** A linear recursion: the next value from values some steps back, on the series or on its seasonal differences. */
export interface LagRegression {
  readonly kind: 'lag-regression';
  readonly lags: readonly number[];
  /** 0: the recursion is on the values; else on their differences to this many steps before. */
  readonly difference: number;
  readonly intercept: number;
  /** One per lag. */
  readonly coefficients: readonly number[];
}

/**
 * Continues a history by its recursion.
 *
 * - Shape: `history` oldest first, at least max(lags) + difference long; the result has `horizon` values.
 * - Unit: that of the history.
 * - Invalid input: what lies before the history counts as 0.
 * - Errors: none; an unstable recursion may leave the finite numbers, the caller bounds it.
 * - Cost: horizon × lags.
 * - Source: the definition of an autoregression.
 */
export function extendLagRegression(
  model: LagRegression,
  history: Float64Array,
  horizon: number,
): Float64Array {
  const { lags, difference, intercept, coefficients } = model;
  const length = history.length;
  const path = new Float64Array(length + horizon);
  path.set(history);
  const changes = new Float64Array(length + horizon);
  for (let i = difference; i < length; i++) {
    changes[i] = path[i] - (difference > 0 ? path[i - difference] : 0);
  }
  for (let i = length; i < length + horizon; i++) {
    let next = intercept;
    for (let k = 0; k < lags.length; k++) {
      next += coefficients[k] * (changes[i - lags[k]] ?? 0);
    }
    changes[i] = next;
    path[i] = next + (difference > 0 ? path[i - difference] ?? 0 : 0);
  }
  return path.slice(length);
}
