/** A level and a slope that dies out slowly. */
export interface LocalTrendModel {
  readonly kind: 'local-trend';
  readonly level: number;
  readonly slope: number;
  readonly damping: number;
}

const levelFactors = [0.1, 0.3, 0.6, 1];
const slopeFactors = [0, 0.05, 0.2];
const dampings = [1, 0.98];
/** Over how many first values the starting slope is taken. */
const startSteps = 12;

interface Smoothing {
  readonly levelFactor: number;
  readonly slopeFactor: number;
  readonly damping: number;
}

const candidates: readonly Smoothing[] = levelFactors.flatMap(levelFactor =>
  slopeFactors.flatMap(slopeFactor =>
    dampings.map(damping => ({ levelFactor, slopeFactor, damping })),
  ),
);

/**
 * Fits a damped linear trend by exponential smoothing: the factors with the smallest absolute one-step errors before the
 * first origin are kept for all, level and slope at each origin know what lies before it.
 *
 * - Shape: `series` oldest first with at least one value before each of the ascending `origins`; result[origin].
 * - Unit: that of the series (slope: per step).
 * - Invalid input: finite values only.
 * - Errors: none.
 * - Cost: length × 24 recursions.
 * - Source: Gardner and McKenzie (1985), Forecasting trends in time series.
 */
export function fitLocalTrends(
  series: Float64Array,
  origins: readonly number[],
): LocalTrendModel[] {
  let best = candidates[0];
  let smallest = Infinity;
  for (const smoothing of candidates) {
    const { error } = smooth(series, origins[0], smoothing);
    if (error < smallest) {
      smallest = error;
      best = smoothing;
    }
  }
  return origins.map(origin => smooth(series, origin, best).model);
}

/**
 * Continues a trend.
 *
 * - Shape: the next `horizon` values.
 * - Unit: that of the series.
 * - Invalid input: none.
 * - Errors: none.
 * - Cost: linear.
 * - Source: see `fitLocalTrends`.
 */
export function extendLocalTrend(
  model: LocalTrendModel,
  horizon: number,
): Float64Array {
  let level = model.level;
  let slope = model.slope;
  return Float64Array.from({ length: horizon }, () => {
    slope *= model.damping;
    level += slope;
    return level;
  });
}

function smooth(
  series: Float64Array,
  origin: number,
  { levelFactor, slopeFactor, damping }: Smoothing,
): { error: number; model: LocalTrendModel } {
  const first = Math.min(startSteps, origin - 1);
  let level = series[0];
  let slope = first > 0 ? (series[first] - series[0]) / first : 0;
  let error = 0;
  for (let i = 1; i < origin; i++) {
    const drift = damping * slope;
    const surprise = series[i] - level - drift;
    error += Math.abs(surprise);
    level += drift + levelFactor * surprise;
    slope = drift + levelFactor * slopeFactor * surprise;
  }
  return { error, model: { kind: 'local-trend', level, slope, damping } };
}
