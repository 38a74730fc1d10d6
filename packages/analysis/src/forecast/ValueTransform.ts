import { quantileOfSorted } from './quantileOfSorted';

/** How values are brought to the scale in which the models work: errors there are relative (`log`) or absolute (`linear`). */
export type ValueTransform =
  | { readonly kind: 'log'; readonly offset: number }
  | { readonly kind: 'linear'; readonly centre: number; readonly unit: number };

/** A series varies by factors when it swings by this share of its mean around the straight line through a usual season. */
const multiplicativeSwing = 0.25;
/** Values below this share of the median weigh as much as the share itself: log(0) is nowhere near. */
const logOffsetShare = 0.02;

/**
 * Chooses the scale of the models: logarithmic for non-negative values that vary by factors within a season (traffic,
 * CPU), else linear: what only grows (a volume) stays a straight line.
 *
 * - Shape: one series, oldest first, all finite; `season` in steps.
 * - Unit: that of the series.
 * - Invalid input: an empty or constant series gets a linear scale of unit 1.
 * - Errors: none.
 * - Cost: two sorts.
 * - Source: the family of Box and Cox (1964) at 0 and 1, chosen by the spread within seasons as Guerrero (1993) does.
 */
export function chooseTransform(
  values: Float64Array,
  season: number,
): ValueTransform {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return { kind: 'linear', centre: 0, unit: 1 };
  const median = quantileOfSorted(sorted, 0.5);
  if (sorted[0] >= 0 && median > 0) {
    const smallest = logOffsetShare * median;
    if (swingOf(values, season) > multiplicativeSwing) {
      return { kind: 'log', offset: sorted[0] < smallest ? smallest : 0 };
    }
  }
  const range = quantileOfSorted(sorted, 0.95) - quantileOfSorted(sorted, 0.05);
  const unit = Math.max(range, Math.abs(median) * 1e-9);
  return { kind: 'linear', centre: median, unit: unit > 0 ? unit : 1 };
}

/** Largest minus smallest distance from the line of a season, in means of the season; the median over seasons. */
function swingOf(values: Float64Array, season: number): number {
  const swings: number[] = [];
  for (let end = values.length; end > 0; end -= season) {
    const part = values.subarray(Math.max(0, end - season), end);
    const middle = (part.length - 1) / 2;
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
    let covariance = 0;
    let variance = 0;
    for (const [i, value] of part.entries()) {
      covariance += (i - middle) * (value - mean);
      variance += (i - middle) ** 2;
    }
    const slope = variance > 0 ? covariance / variance : 0;
    const distances = part.map((value, i) => value - slope * (i - middle));
    const range = Math.max(...distances) - Math.min(...distances);
    swings.push(mean > 0 ? range / mean : 0);
  }
  return quantileOfSorted(Float64Array.from(swings).sort(), 0.5);
}

/**
 * Values on the scale of the models.
 *
 * - Shape: as given.
 * - Unit: log units, or multiples of the usual range.
 * - Invalid input: a value that the logarithm does not know counts as the smallest that it does.
 * - Errors: none.
 * - Cost: linear.
 * - Source: see `chooseTransform`.
 */
export function toModelScale(
  transform: ValueTransform,
  values: Float64Array,
): Float64Array {
  return values.map(value =>
    transform.kind === 'log'
      ? Math.log(Math.max(value + transform.offset, Number.MIN_VALUE))
      : (value - transform.centre) / transform.unit,
  );
}

/**
 * The inverse of `toModelScale` for one number.
 *
 * - Shape: one number.
 * - Unit: that of the series.
 * - Invalid input: what a double cannot hold becomes the largest double; logarithmic values do not fall below 0.
 * - Errors: none.
 * - Cost: constant.
 * - Source: see `chooseTransform`.
 */
export function fromModelScale(transform: ValueTransform, scaled: number) {
  const value =
    transform.kind === 'log'
      ? Math.max(Math.exp(scaled) - transform.offset, 0)
      : scaled * transform.unit + transform.centre;
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
