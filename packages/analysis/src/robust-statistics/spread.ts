import { quantile, quantileInPlace, finiteValues } from './quantile';

/** A standard deviation per median absolute deviation, for normal data: 1 / quantile(3/4). */
export const deviationsPerMad = 1.4826;

/** Where the 98th percentile of normal data lies, in standard deviations. */
const deviationsAtTail = 2.054;
const tailShare = 0.98;

/** Location of a sample and its spread to both sides, in standard deviations of normal data. */
export interface Spread {
  readonly median: number;
  /** Of the middle half: 1.4826 median absolute deviations. */
  readonly body: number;
  /** Downwards: the larger of the body and what the lowest 2 % tell. */
  readonly below: number;
  /** Upwards: the larger of the body and what the highest 2 % tell. */
  readonly above: number;
  /** How many values it rests on. */
  readonly count: number;
}

/**
 * Robust location and spread of a sample, each side for itself: a series that spikes every hour has a large spread upwards, so
 * that its next spike is no surprise, while up to 2 % outliers (a past outage) do not count.
 *
 * - Shape: any list of numbers; it is left as it is.
 * - Unit: that of the values.
 * - Invalid input: missing and non-finite values are left out; a sample without values gives NaN in every field and count 0.
 * - Errors: none.
 * - Cost: O(n) on average.
 * - Source: Rousseeuw & Croux 1993, "Alternatives to the median absolute deviation"; the tails are quantile-matched to the normal.
 */
export function measureSpread(values: ArrayLike<number | undefined>): Spread {
  const finite = finiteValues(values);
  const { length: count } = finite;
  const median = quantileInPlace(finite, 0.5);
  const high = quantileInPlace(finite, tailShare);
  const low = quantileInPlace(finite, 1 - tailShare);
  for (let i = 0; i < count; i++) finite[i] = Math.abs(finite[i] - median);
  const body = deviationsPerMad * quantileInPlace(finite, 0.5);
  return {
    median,
    body,
    below: Math.max(body, (median - low) / deviationsAtTail),
    above: Math.max(body, (high - median) / deviationsAtTail),
    count,
  };
}

/**
 * Median absolute deviation from the median, scaled to be the standard deviation for normal data.
 *
 * - Shape: any list of numbers; it is left as it is.
 * - Unit: that of the values.
 * - Invalid input: missing and non-finite values are left out; a sample without values gives NaN.
 * - Errors: none.
 * - Cost: O(n) on average.
 * - Source: Hampel 1974, "The influence curve and its role in robust estimation".
 */
export function medianAbsoluteDeviation(
  values: ArrayLike<number | undefined>,
): number {
  const median = quantile(values, 0.5);
  const distances = finiteValues(values);
  for (let i = 0; i < distances.length; i++) {
    distances[i] = Math.abs(distances[i] - median);
  }
  return deviationsPerMad * quantileInPlace(distances, 0.5);
}
