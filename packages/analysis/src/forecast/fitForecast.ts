import { combinationWeights, combinePaths } from './combineForecasts';
import { fitMembers } from './fitMembers';
import { fitSpread } from './fitSpread';
import type { ForecastBounds, ForecastModel } from './Forecast';
import { memberPath } from './memberPath';
import { prepareSeries } from './prepareSeries';
import { chooseTransform, toModelScale } from './ValueTransform';

/** What a forecast needs to know beside the values. */
export interface FitForecastOptions {
  /** Steps of a short and of a long season, the long a multiple of the short; default 24 and 168, for hourly values. */
  readonly seasons?: readonly [number, number];
  /** Over how many steps the models are judged; default 48. */
  readonly horizon?: number;
}

/** From how many earlier origins the models are judged, at most. */
const validationOrigins = 8;

/**
 * Fits a combination of seasonal models to one series: each model forecasts the end of the series from up to eight
 * earlier origins; those errors give the weights of the combination and the width of its intervals.
 *
 * - Shape: values oldest first, evenly spaced.
 * - Unit: any.
 * - Invalid input: what is not a number is filled in (`prepareSeries`); an empty series forecasts 0 without spread.
 * - Errors: RangeError for seasons or horizon that are not whole and positive, or a long season that is no multiple of
 *   the short.
 * - Cost: about 8 ms for 900 values and 24 KB as JSON.
 * - Source: rolling-origin evaluation, Tashman (2000); forecast combination, Bates and Granger (1969).
 */
export function fitForecast(
  values: readonly number[],
  { seasons = [24, 168], horizon = 48 }: FitForecastOptions = {},
): ForecastModel {
  checkOptions(seasons, horizon);
  const prepared = prepareSeries(values.length > 0 ? values : [0], seasons[0]);
  const transform = chooseTransform(prepared, seasons[0]);
  const series = toModelScale(transform, prepared);
  const judged = Math.max(1, Math.min(horizon, series.length >> 2));
  const origins = originsOf(series.length, judged, seasons[0]);
  const fitted = fitMembers(series, [...origins, series.length], seasons);
  const bounds = boundsOf(series);
  const validation = {
    paths: fitted.map(byOrigin =>
      origins.map((origin, i) =>
        memberPath(byOrigin[i], series.subarray(0, origin), judged, bounds),
      ),
    ),
    actual: origins.map(origin => series.subarray(origin, origin + judged)),
  };
  const weights = combinationWeights(validation);
  const errors = validation.actual.map((actual, i) => {
    const paths = validation.paths.map(byOrigin => byOrigin[i]);
    const combined = combinePaths(paths, weights);
    return actual.map((value, h) => value - combined[h]);
  });
  const reach = seasons[1] * 2 + seasons[0] + 2;
  return {
    transform,
    history: Array.from(series.slice(-reach)),
    bounds,
    members: fitted.map(byOrigin => byOrigin[origins.length]),
    weights,
    spread: fitSpread(errors),
  };
}

/** Every short season (or half of what is judged) one origin, none in the first half of the series. */
function originsOf(length: number, judged: number, season: number): number[] {
  const step = judged > season ? season : Math.max(1, judged >> 1);
  const origins: number[] = [];
  for (let i = 0; i < validationOrigins; i++) {
    const origin = length - judged - i * step;
    if (origin < Math.max(2, length / 2)) break;
    origins.unshift(origin);
  }
  return origins;
}

function boundsOf(series: Float64Array): ForecastBounds {
  let low = Infinity;
  let high = -Infinity;
  for (const value of series) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const range = high - low;
  return {
    low: low - range,
    high: high + range,
    widthPerStep: (2 * range) / series.length,
  };
}

function checkOptions(
  [short, long]: readonly [number, number],
  horizon: number,
): void {
  const isCount = (n: number) => Number.isInteger(n) && n > 0;
  if (!isCount(short) || !isCount(long) || long % short !== 0) {
    throw new RangeError(
      `seasons must be whole steps, the long a multiple of the short, got ${short} and ${long}`,
    );
  }
  if (!isCount(horizon)) {
    throw new RangeError(
      `horizon must be a positive whole number, got ${horizon}`,
    );
  }
}
