/** Level, hour of the day and hour of the week, each smoothed exponentially, plus what remains of the last error. */
export interface DoubleSeasonalModel {
  readonly kind: 'double-seasonal';
  readonly level: number;
  /** The additive season of each step of the short and of the long cycle; the next step comes first. */
  readonly short: readonly number[];
  readonly long: readonly number[];
  readonly lastError: number;
  /** The share of an error that is still there one step later. */
  readonly persistence: number;
}

/**
 * Continues a double seasonal model.
 *
 * - Shape: the next `horizon` values.
 * - Unit: that of the series.
 * - Invalid input: none.
 * - Errors: none.
 * - Cost: linear.
 * - Source: see `fitDoubleSeasonal`.
 */
export function extendDoubleSeasonal(
  model: DoubleSeasonalModel,
  horizon: number,
): Float64Array {
  let error = model.lastError;
  return Float64Array.from({ length: horizon }, (_, h) => {
    error *= model.persistence;
    const short = model.short[h % model.short.length];
    return model.level + short + model.long[h % model.long.length] + error;
  });
}
