import { halfWidthOf } from './fitSpread';
import type { Forecast, ForecastModel } from './Forecast';
import { forecastPath } from './forecastPath';
import { fromModelScale } from './ValueTransform';

/** What to forecast. */
export interface ApplyForecastOptions {
  /** Steps ahead. */
  readonly horizon: number;
  /** Probability of the interval, in (0, 1); default 0.95. */
  readonly level?: number;
  /** What the value cannot fall below, in its unit: 0 for a size. */
  readonly floor?: number;
  /** What the value cannot rise above, in its unit: the capacity of a volume. */
  readonly ceiling?: number;
}

/**
 * Forecasts with a fitted model: the combined path and its central interval at every step, inside floor and ceiling.
 *
 * - Shape: `horizon` values each; low <= point <= high.
 * - Unit: that of the series.
 * - Invalid input: none beyond the options.
 * - Errors: RangeError for a horizon that is not a positive whole number, a level outside (0, 1), or a floor above the ceiling.
 * - Cost: horizon x size of the members.
 * - Source: see `fitForecast` and `fitSpread`.
 */
export function applyForecast(
  model: ForecastModel,
  options: ApplyForecastOptions,
): Forecast {
  const { horizon, level = 0.95 } = options;
  const { floor = -Infinity, ceiling = Infinity } = options;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level must be in (0, 1), got ${level}`);
  }
  if (!(floor <= ceiling)) {
    throw new RangeError(
      `floor must not be above ceiling, got ${floor} and ${ceiling}`,
    );
  }
  const path = Array.from(forecastPath(model, horizon));
  const widths = path.map((_, step) => halfWidthOf(model.spread, level, step));
  const valueOf = (scaled: number) =>
    Math.max(floor, Math.min(ceiling, fromModelScale(model.transform, scaled)));
  return {
    point: path.map(valueOf),
    low: path.map((scaled, step) => valueOf(scaled - widths[step])),
    high: path.map((scaled, step) => valueOf(scaled + widths[step])),
  };
}
