import type { DoubleSeasonalModel } from './DoubleSeasonalModel';
import {
  DoubleSeasonalRun,
  type DoubleSeasonalSmoothing,
} from './DoubleSeasonalRun';

const candidates: readonly DoubleSeasonalSmoothing[] = [
  0.001, 0.01, 0.05,
].flatMap(level =>
  [0.02, 0.1, 0.25].flatMap(short =>
    [0.05, 0.15, 0.35].flatMap(long =>
      [0.5, 0.9].map(persistence => ({ level, short, long, persistence })),
    ),
  ),
);

/**
 * Fits a smoothing of two additive seasons: the factors that had the smallest absolute one-step errors before the first
 * origin are kept for all, the states at each origin know what lies before it.
 *
 * - Shape: `series` oldest first, `origins` ascending, the first at least two long seasons in; `seasons` short and long,
 *   in steps, the long a multiple of the short. Result[origin].
 * - Unit: that of the series.
 * - Invalid input: finite values only.
 * - Errors: none.
 * - Cost: length × 54 recursions.
 * - Source: Taylor (2003), Short-term electricity demand forecasting using double seasonal exponential smoothing.
 */
export function fitDoubleSeasonal(
  series: Float64Array,
  origins: readonly number[],
  seasons: readonly [number, number],
): DoubleSeasonalModel[] {
  let best = candidates[0];
  let smallest = Infinity;
  for (const smoothing of candidates) {
    const run = new DoubleSeasonalRun(series, seasons, smoothing);
    const error = run.advance(origins[0]);
    if (error < smallest) {
      smallest = error;
      best = smoothing;
    }
  }
  const run = new DoubleSeasonalRun(series, seasons, best);
  return origins.map(origin => {
    run.advance(origin);
    return run.model();
  });
}
