import { quantile } from '../robust-statistics/quantile';
import { medianAbsoluteDeviation } from '../robust-statistics/spread';

/** The noise of a series around its level, whatever the level does. */
export interface SeriesNoise {
  /** Standard deviation of one value. */
  readonly deviation: number;
  /** How many values say as much as one independent value would; 1 or more. */
  readonly repetition: number;
}

/** Levels are followed with a running median of this many values. */
const medianWidth = 11;
/** A series may be sticky, but not so much that nothing could ever be said of it. */
const mostCorrelation = 0.9;

/**
 * Measures noise robustly: from values minus their running median and from differences of neighbours, neither of which a level change
 * disturbs, by the median absolute deviation, which spikes do not disturb. The larger counts: a running median follows sticky noise.
 *
 * - Shape: finite values in order.
 * - Unit: that of the values.
 * - Invalid input: an empty series has deviation 0.
 * - Errors: none.
 * - Cost: O(n).
 * - Source: running-median residuals (Tukey 1977); differences of an AR(1) series have variance 2 (1 - rho)
 *   and lag-one correlation (rho - 1) / 2; repetition is the variance inflation (1 + rho) / (1 - rho) of its mean.
 */
export function measureNoise(values: Float64Array): SeriesNoise {
  if (values.length < 2) return { deviation: 0, repetition: 1 };
  const correlation = Math.min(
    Math.max(2 * differenceCorrelation(values) + 1, 0),
    mostCorrelation,
  );
  const ofDifferences =
    medianAbsoluteDeviation(differencesOf(values)) /
    Math.sqrt(2 * (1 - correlation));
  return {
    deviation: Math.max(
      medianAbsoluteDeviation(subtractRunningMedian(values)),
      ofDifferences,
    ),
    repetition: (1 + correlation) / (1 - correlation),
  };
}

/**
 * The series with every value at most `limit` away from the running median: what lasts stays, what spikes goes.
 *
 * - Shape: finite values in order; as many come back.
 * - Unit: that of the values.
 * - Invalid input: a limit of 0 leaves the running median.
 * - Errors: none.
 * - Cost: O(n).
 * - Source: winsorising around a running median.
 */
export function trimSpikes(values: Float64Array, limit: number): Float64Array {
  return values.map((value, i) => {
    const level = runningMedianAt(values, i);
    return Math.min(Math.max(value, level - limit), level + limit);
  });
}

function differencesOf(values: Float64Array): Float64Array {
  return values.subarray(1).map((value, i) => value - values[i]);
}

function subtractRunningMedian(values: Float64Array): Float64Array {
  return values.map((value, i) => value - runningMedianAt(values, i));
}

function runningMedianAt(values: Float64Array, i: number): number {
  const half = medianWidth >> 1;
  const from = Math.max(0, Math.min(i - half, values.length - medianWidth));
  return quantile(values.subarray(from, from + medianWidth), 0.5);
}

/** Rank-free but robust: correlation of the signs of neighbouring differences, turned into one of normal data. */
function differenceCorrelation(values: Float64Array): number {
  let agreement = 0;
  let count = 0;
  for (let i = 2; i < values.length; i++) {
    const product =
      Math.sign(values[i] - values[i - 1]) *
      Math.sign(values[i - 1] - values[i - 2]);
    agreement += product;
    if (product !== 0) count++;
  }
  return count > 0 ? Math.sin((Math.PI / 2) * (agreement / count)) : -0.5;
}
