import { measureSpread } from '../robust-statistics/spread';
import { fitLoadSlope } from './fitLoadSlope';

/** What a metric is when nothing is wrong: a level, how it grows with load, and its spread to both sides. */
export interface NormalModel {
  /** At the usual load, in the metric's unit. */
  readonly level: number;
  /** Metric units per call more than `load`; 0 when the two do not move together. */
  readonly slope: number;
  readonly load: number;
  /** Standard deviations downwards and upwards, in the metric's unit. */
  readonly below: number;
  readonly above: number;
}

/** A spread of less than this share of the level is measurement grain: no monitoring is exact to 2 %. */
const grainShare = 0.02;

/** Deviations beyond this say nothing more; the cut keeps infinities out of sums. */
export const maxDeviation = 1e6;

const constant = { slope: 0, load: 0 };

/**
 * Learns what is normal for one metric.
 *
 * - Shape: values of the normal period; `loads` are the calls of the same steps, where the metric may depend on them.
 * - Unit: that of the values.
 * - Invalid input: missing and non-finite values are left out; without a value the answer is `undefined`.
 * - Errors: none.
 * - Cost: O(n) on average.
 * - Source: median and two-sided spread (`measureSpread()`), Tukey's resistant line (`fitLoadSlope()`). The spread is at least
 *   (2 % + 1/n) of the level: of n values nothing rarer than one in n is known.
 */
export function fitNormalModel(
  values: ArrayLike<number | undefined>,
  loads?: ArrayLike<number | undefined>,
): NormalModel | undefined {
  const { slope, load } = loads ? fitLoadSlope(values, loads) : constant;
  const spread = measureSpread(
    slope === 0 || !loads ? values : withoutLoad(values, loads, slope, load),
  );
  if (spread.count === 0) return undefined;
  const grain = Math.abs(spread.median) * (grainShare + 1 / spread.count);
  return {
    level: spread.median,
    slope,
    load,
    below: Math.hypot(spread.below, grain),
    above: Math.hypot(spread.above, grain),
  };
}

/**
 * How far each value is above (positive) or below (negative) what is normal at its load, in the metric's unit.
 *
 * - Shape: one number per value; NaN where the value is missing.
 * - Unit: that of the values.
 * - Invalid input: a missing load counts as the usual load.
 * - Errors: none.
 * - Cost: O(n).
 * - Source: the residual of the model.
 */
export function excessOver(
  model: NormalModel,
  values: ArrayLike<number | undefined>,
  loads?: ArrayLike<number | undefined>,
): Float64Array {
  const excess = new Float64Array(values.length).fill(NaN);
  for (let step = 0; step < excess.length; step++) {
    const value = values[step];
    if (value === undefined || !Number.isFinite(value)) continue;
    const load = loads?.[step];
    const more =
      load !== undefined && Number.isFinite(load) ? load - model.load : 0;
    excess[step] = value - model.level - model.slope * more;
  }
  return excess;
}

/**
 * An excess in robust standard deviations of the side it lies on.
 *
 * - Shape: one number for one number.
 * - Unit: standard deviations.
 * - Invalid input: NaN stays NaN.
 * - Errors: none; a normal period without any spread around 0 makes a change infinite, which is cut to ±`maxDeviation`.
 * - Cost: O(1).
 * - Source: the robust z-score with a scale per side.
 */
export function deviationOf(model: NormalModel, excess: number): number {
  if (excess === 0) return 0;
  const deviation = excess / (excess < 0 ? model.below : model.above);
  return Math.min(Math.max(deviation, -maxDeviation), maxDeviation);
}

function withoutLoad(
  values: ArrayLike<number | undefined>,
  loads: ArrayLike<number | undefined>,
  slope: number,
  load: number,
): Float64Array {
  return excessOver(
    { level: 0, slope, load, below: 1, above: 1 },
    values,
    loads,
  );
}
