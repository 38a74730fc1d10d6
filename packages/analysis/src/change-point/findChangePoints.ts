import { finiteValues, quantile } from '../robust-statistics/quantile';
import { normalTail } from '../robust-statistics/normalTail';
import type { ChangePoint } from './ChangePoint';
import { measureNoise, trimSpikes } from './measureNoise';
import { segmentSeries } from './segmentSeries';

/** How eager the search is. */
export interface FindChangePointsOptions {
  /** Least number of values between two changes; shorter stretches are spikes. 8 when left out. */
  readonly leastLength?: number;
  /** Changes below this confidence are not reported; 0.95 when left out. */
  readonly leastConfidence?: number;
}

/** Further from the level than this, a value weighs no more. */
const trimDeviations = 3;
/** What a change must gain, in units of log n: three parameters (place and two levels) of an information criterion. */
const penaltyPerLog = 3;
/** A spread of zero would make every change infinite: at least this share of the values' size. */
const leastNoiseShare = 1e-6;

/**
 * Finds level changes in a whole series.
 *
 * - Shape: values in time order; changes by position in it, first to last.
 * - Unit: that of the values.
 * - Invalid input: values that are not finite are passed over, positions still count them; too few values have no changes.
 * - Errors: RangeError when an option makes no sense.
 * - Cost: O(n) to O(n²), the more changes the faster; 2 000 values without a change take about 0.1 s.
 * - Source: PELT (`segmentSeries()`) on values winsorised around a running median, with the penalty inflated by what autocorrelation
 *   repeats, as in Shi et al. 2022, "Changepoint detection: an analysis of the Central England temperature series". Confidence: two-sided
 *   test of the two levels, times the number of places where a change could have been.
 */
export function findChangePoints(
  values: ArrayLike<number>,
  { leastLength = 8, leastConfidence = 0.95 }: FindChangePointsOptions = {},
): readonly ChangePoint[] {
  if (!(leastLength >= 2)) {
    throw new RangeError(`leastLength must be 2 or more, got ${leastLength}`);
  }
  const finite = finiteValues(values);
  const positions = positionsOf(values);
  const size = quantile(finite.map(Math.abs), 0.5);
  const { deviation, repetition } = measureNoise(finite);
  const noise = Math.max(deviation, leastNoiseShare * size);
  if (!(noise > 0)) return [];
  const calm = trimSpikes(finite, trimDeviations * noise);
  const penalty =
    penaltyPerLog * Math.log(Math.max(2, finite.length)) * repetition;
  const starts = segmentSeries(
    calm.map(value => value / noise),
    penalty,
    leastLength,
  );
  return starts.slice(1).flatMap((start, i) => {
    const left = calm.subarray(starts[i], start);
    const right = calm.subarray(start, starts[i + 2] ?? calm.length);
    const before = quantile(left, 0.5);
    const after = quantile(right, 0.5);
    const error =
      noise * Math.sqrt(repetition * (1 / left.length + 1 / right.length));
    const chance =
      2 * normalTail(Math.abs(after - before) / error) * calm.length;
    const confidence = 1 - Math.min(1, chance);
    return confidence >= leastConfidence
      ? [{ index: positions[start], before, after, confidence }]
      : [];
  });
}

function positionsOf(values: ArrayLike<number>): readonly number[] {
  const positions: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) positions.push(i);
  }
  return positions;
}
