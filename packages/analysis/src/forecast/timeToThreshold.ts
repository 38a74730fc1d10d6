import { applyForecast } from './applyForecast';
import type { ForecastModel } from './Forecast';
import { fromModelScale } from './ValueTransform';

/** What to wait for. */
export interface ThresholdOptions {
  readonly threshold: number;
  /** Default 'above': reached when the value is at least the threshold. */
  readonly direction?: 'above' | 'below';
  /** How many steps to look ahead. */
  readonly horizon: number;
  /** Probability of the interval, in (0, 1); default 0.8. */
  readonly level?: number;
}

/** When a series will reach a threshold, in steps from its last value; `likely` and `latest` are absent when beyond the horizon. */
export type TimeToThreshold =
  /** The last value is there already. */
  | { readonly kind: 'reached' }
  | {
      readonly kind: 'expected';
      readonly earliestSteps: number;
      readonly likelySteps?: number;
      readonly latestSteps?: number;
    }
  /** Not even the near end of the interval gets there within the horizon. */
  | { readonly kind: 'not-expected'; readonly horizonSteps: number };

/**
 * When the forecast reaches a threshold: the first step at which the path is there, and those at which the near and the far
 * end of the interval are.
 *
 * - Shape: earliest <= likely <= latest, each 1 to horizon.
 * - Unit: steps; the threshold is in the unit of the series.
 * - Invalid input: a threshold of NaN is an error, an infinite one is never reached.
 * - Errors: RangeError for a threshold of NaN and as `applyForecast`.
 * - Cost: that of `applyForecast`.
 * - Source: first passage of the pointwise interval; it says nothing about several crossings.
 */
export function timeToThreshold(
  model: ForecastModel,
  { threshold, direction = 'above', horizon, level = 0.8 }: ThresholdOptions,
): TimeToThreshold {
  if (Number.isNaN(threshold)) {
    throw new RangeError('threshold must be a number, got NaN');
  }
  const isThere = (value: number) =>
    direction === 'above' ? value >= threshold : value <= threshold;
  const last = model.history[model.history.length - 1];
  const { point, low, high } = applyForecast(model, { horizon, level });
  if (isThere(fromModelScale(model.transform, last))) {
    return { kind: 'reached' };
  }
  const [near, far] = direction === 'above' ? [high, low] : [low, high];
  const earliestSteps = stepsUntil(near, isThere);
  if (earliestSteps === undefined) {
    return { kind: 'not-expected', horizonSteps: horizon };
  }
  const likelySteps = stepsUntil(point, isThere);
  const latestSteps = stepsUntil(far, isThere);
  return {
    kind: 'expected',
    earliestSteps,
    ...(likelySteps === undefined ? {} : { likelySteps }),
    ...(latestSteps === undefined ? {} : { latestSteps }),
  };
}

function stepsUntil(
  path: readonly number[],
  isThere: (value: number) => boolean,
): number | undefined {
  const index = path.findIndex(isThere);
  return index < 0 ? undefined : index + 1;
}
