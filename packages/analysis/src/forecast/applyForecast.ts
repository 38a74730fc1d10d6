import { combinePaths } from './combineForecasts';
import { halfWidthOf } from './fitSpread';
import type { Forecast, ForecastModel } from './Forecast';
import { memberPath } from './memberPath';
import { fromModelScale } from './ValueTransform';

/** What to forecast. */
export interface ApplyForecastOptions {
  /** Steps ahead. */
  readonly horizon: number;
  /** Probability of the interval, in (0, 1); default 0.95. */
  readonly level?: number;
  /** What the value cannot fall below or rise above, in its unit: 0 for a size, the capacity of a volume. */
  readonly floor?: number;
  readonly ceiling?: number;
}

/**
 * Forecasts with a fitted model: the combined path and its central interval at every step.
 *
 * - Shape: `horizon` values each.
 * - Unit: that of the series.
 * - Invalid input: none beyond the options.
 * - Errors: RangeError for a horizon that is not a positive whole number, a level outside (0, 1), or a floor above the
 *   ceiling.
 * - Cost: horizon × members.
 * - Source: see `fitForecast` and `fitSpread`.
 */
export function applyForecast(
  model: ForecastModel,
  options: ApplyForecastOptions,
): Forecast {
  const { horizon, level = 0.95 } = options;
  const { floor = -Infinity, ceiling = Infinity } = options;
  checkOptions(horizon, level, floor, ceiling);
  const history = Float64Array.from(model.history);
  const paths = model.members.map(member =>
    memberPath(member, history, horizon, model.bounds),
  );
  const path = Array.from(combinePaths(paths, model.weights));
  const valueOf = (scaled: number) =>
    Math.max(floor, Math.min(ceiling, fromModelScale(model.transform, scaled)));
  const widths = path.map((_, step) => halfWidthOf(model.spread, level, step));
  return {
    point: path.map(valueOf),
    low: path.map((scaled, step) => valueOf(scaled - widths[step])),
    high: path.map((scaled, step) => valueOf(scaled + widths[step])),
  };
}

function checkOptions(
  horizon: number,
  level: number,
  floor: number,
  ceiling: number,
): void {
  if (!Number.isInteger(horizon) || horizon < 1) {
    throw new RangeError(
      `horizon must be a positive whole number, got ${horizon}`,
    );
  }
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level must be in (0, 1), got ${level}`);
  }
  if (!(floor <= ceiling)) {
    throw new RangeError(
      `floor must not be above ceiling, got ${floor} and ${ceiling}`,
    );
  }
}
