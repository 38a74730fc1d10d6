import { finiteValues, quantileInPlace } from '../robust-statistics/quantile';
import { deviationsPerMad } from '../robust-statistics/spread';

/** How a metric grows with the calls a node answers. */
export interface LoadSlope {
  /** Metric units per call; 0 when no dependence is certain. */
  readonly slope: number;
  /** The usual calls per step. */
  readonly load: number;
}

/** Fewer steps than this in a third decide nothing. */
const minimumThird = 10;
/** A slope counts when the thirds' medians differ by this many standard errors. */
const certainty = 4;
/** Standard error of a median, in standard deviations over the root of the count, for normal data. */
const medianError = 1.2533;

/** Medians of a third of the steps, and the standard error of the value. */
interface Third {
  readonly count: number;
  readonly value: number;
  readonly load: number;
  readonly error: number;
}

/**
 * The slope of a metric over load, or 0: compares the median of the busiest third of the steps with that of the quietest.
 *
 * - Shape: two lists of the same steps.
 * - Unit: metric unit per call.
 * - Invalid input: steps where either is missing or not finite are left out.
 * - Errors: none.
 * - Cost: O(n) on average.
 * - Source: Tukey 1977, "Exploratory Data Analysis", resistant line; first estimate, without polishing.
 */
export function fitLoadSlope(
  values: ArrayLike<number | undefined>,
  loads: ArrayLike<number | undefined>,
): LoadSlope {
  const finite = finiteValues(loads);
  const load = quantileInPlace(finite, 0.5);
  const quietest = quantileInPlace(finite, 1 / 3);
  const busiest = quantileInPlace(finite, 2 / 3);
  const flat = { slope: 0, load: Number.isNaN(load) ? 0 : load };
  if (!(busiest > quietest)) return flat;
  const low = thirdOf(values, loads, each => each <= quietest);
  const high = thirdOf(values, loads, each => each >= busiest);
  if (Math.min(low.count, high.count) < minimumThird) return flat;
  const rise = high.value - low.value;
  const slope = rise / (high.load - low.load);
  const isCertain =
    Math.abs(rise) > certainty * Math.hypot(low.error, high.error);
  return isCertain && Number.isFinite(slope) ? { ...flat, slope } : flat;
}

function thirdOf(
  values: ArrayLike<number | undefined>,
  loads: ArrayLike<number | undefined>,
  isIn: (load: number) => boolean,
): Third {
  const picked = new Float64Array(values.length);
  const pickedLoads = new Float64Array(values.length);
  let count = 0;
  for (let step = 0; step < values.length; step++) {
    const value = values[step];
    const load = loads[step];
    if (value === undefined || load === undefined) continue;
    if (!Number.isFinite(value) || !Number.isFinite(load)) continue;
    if (!isIn(load)) continue;
    picked[count] = value;
    pickedLoads[count++] = load;
  }
  const own = picked.subarray(0, count);
  const value = quantileInPlace(own, 0.5);
  for (let i = 0; i < count; i++) own[i] = Math.abs(own[i] - value);
  const deviation = deviationsPerMad * quantileInPlace(own, 0.5);
  return {
    count,
    value,
    load: quantileInPlace(pickedLoads.subarray(0, count), 0.5),
    error: (medianError * deviation) / Math.sqrt(count),
  };
}
