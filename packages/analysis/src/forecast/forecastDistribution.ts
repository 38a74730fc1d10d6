import { halfWidthOf } from './fitSpread';
import type { ForecastModel } from './Forecast';
import { forecastPath } from './forecastPath';
import { fromModelScale } from './ValueTransform';

/** Values to each side of the forecast, per step; the widest stand for one in 200. */
const sideValues = 100;

/** What the values of a period will be, as far as they can be known now. */
export interface ForecastDistribution {
  /** Equally likely values of a random step of the period, ascending. */
  readonly values: Float64Array;
  /** The mean of the forecast itself. */
  readonly mean: number;
  /** Its largest value. */
  readonly peak: number;
}

/**
 * The distribution of the values of the next steps taken together: the forecast of every step with the errors that earlier
 * forecasts had there.
 *
 * - Shape: 200 values per step.
 * - Unit: that of the series.
 * - Invalid input and errors: as `forecastPath`.
 * - Cost: sorting 200 x horizon values.
 * - Source: see `fitSpread`; errors are taken to be symmetric on the scale of the models.
 */
export function forecastDistribution(
  model: ForecastModel,
  horizon: number,
): ForecastDistribution {
  const path = forecastPath(model, horizon);
  const values = new Float64Array(2 * sideValues * horizon);
  let next = 0;
  for (const [step, scaled] of path.entries()) {
    for (let i = 0; i < sideValues; i++) {
      const width = halfWidthOf(model.spread, (i + 0.5) / sideValues, step);
      values[next++] = fromModelScale(model.transform, scaled + width);
      values[next++] = fromModelScale(model.transform, scaled - width);
    }
  }
  const point = path.map(scaled => fromModelScale(model.transform, scaled));
  return {
    values: values.sort(),
    mean: point.reduce((sum, value) => sum + value / horizon, 0),
    peak: Math.max(...point),
  };
}
