import type { ForecastSpread } from './Forecast';
import { quantileOfSorted } from './quantileOfSorted';

/** Errors a few steps apart say the same about a step: its usual error is the mean over so many to each side. */
const smoothingSteps = 6;
/** Errors of forecasts whose weights were chosen on the same errors are a little too small. */
const optimism = 1.2;
/** Beyond what was judged, errors grow at least like those of a random walk: nothing has shown that they do not. */
const leastGrowth = 0.5;

/**
 * Learns how wide intervals must be from the errors of earlier forecasts: a usual error for each step ahead, and the
 * distribution of errors in its units over all steps (split conformal prediction, with the horizon as the scale).
 *
 * - Shape: `errors[origin][step]`, signed, all of one length.
 * - Unit: that of the errors.
 * - Invalid input: without errors the spread is zero.
 * - Errors: none.
 * - Cost: one sort of all errors.
 * - Source: Lei et al. (2018), Distribution-free predictive inference for regression (locally weighted conformal).
 */
export function fitSpread(errors: readonly Float64Array[]): ForecastSpread {
  const steps = errors[0]?.length ?? 0;
  if (steps === 0)
    return { byStep: [0], growth: leastGrowth, quantiles: [0, 0] };
  const meanByStep = Array.from({ length: steps }, (_, step) =>
    meanOf(errors.map(path => Math.abs(path[step]))),
  );
  const byStep = meanByStep.map((_, step) =>
    meanOf(
      meanByStep.slice(
        Math.max(0, step - smoothingSteps),
        step + smoothingSteps + 1,
      ),
    ),
  );
  const ratios = errors.flatMap(path =>
    Array.from(path, (error, step) =>
      byStep[step] > 0 ? (optimism * Math.abs(error)) / byStep[step] : 0,
    ),
  );
  const sorted = ratios.sort((a, b) => a - b);
  return {
    byStep,
    growth: growthOf(meanByStep),
    quantiles: Array.from({ length: 101 }, (_, i) =>
      quantileOfSorted(sorted, i / 100),
    ),
  };
}

/**
 * The half width of the central interval of probability `level`, `step` steps ahead (0 = the next).
 *
 * - Shape: one number of at least 0.
 * - Unit: that of the errors.
 * - Invalid input: a level outside [0, 1] is clamped.
 * - Errors: none.
 * - Cost: constant.
 * - Source: see `fitSpread`.
 */
export function halfWidthOf(
  { byStep, growth, quantiles }: ForecastSpread,
  level: number,
  step: number,
): number {
  const last = byStep.length - 1;
  const usual =
    step <= last
      ? byStep[step]
      : byStep[last] * ((step + 1) / (last + 1)) ** growth;
  return usual * quantileOfSorted(quantiles, level);
}

/** The power of the horizon that leads from the errors of the second quarter to those of the last. */
function growthOf(meanByStep: readonly number[]): number {
  const quarter = Math.floor(meanByStep.length / 4);
  if (quarter === 0) return leastGrowth;
  const early = meanOf(meanByStep.slice(quarter, 2 * quarter));
  const late = meanOf(meanByStep.slice(-quarter));
  if (!(early > 0 && late > 0)) return leastGrowth;
  const power = Math.log(late / early) / Math.log(3.5 / 1.5);
  return Math.max(leastGrowth, Math.min(1, power));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
