import { combinePaths } from './combineForecasts';
import type { ForecastModel } from './Forecast';
import { memberPath } from './memberPath';

/**
 * The combined path of a fitted model.
 *
 * - Shape: the next `horizon` values.
 * - Unit: the scale of the models, see `ValueTransform`.
 * - Invalid input: a model is trusted to come from `fitForecast`.
 * - Errors: RangeError for a horizon that is not a positive whole number.
 * - Cost: horizon x size of the members.
 * - Source: see `fitForecast`.
 */
export function forecastPath(
  { history, members, bounds, weights }: ForecastModel,
  horizon: number,
): Float64Array {
  if (!Number.isInteger(horizon) || horizon < 1) {
    throw new RangeError(
      `horizon must be a positive whole number, got ${horizon}`,
    );
  }
  const past = Float64Array.from(history);
  return combinePaths(
    members.map(member => memberPath(member, past, horizon, bounds)),
    weights,
  );
}
