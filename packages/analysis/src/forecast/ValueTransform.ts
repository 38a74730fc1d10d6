import { quantileOfSorted } from './quantileOfSorted';

/** How values are brought to the scale in which the models work: errors there are relative (`log`) or absolute (`linear`). */
export type ValueTransform =
  | { readonly kind: 'log'; readonly offset: number }
  | { readonly kind: 'linear'; readonly centre: number; readonly unit: number };

/** A series whose upper values are this many times its lower ones varies by factors rather than by amounts. */
const multiplicativeRatio = 1.5;
/** Values below this share of the median weigh as much as the share itself: log(0) is nowhere near. */
const logOffsetShare = 0.02;

/**
 * Chooses the scale of the models: logarithmic for non-negative values that vary by factors (traffic, CPU), else linear.
 *
 * - Shape: one series in any order, all finite.
 * - Unit: that of the series.
 * - Invalid input: an empty or constant series gets a linear scale of unit 1.
 * - Errors: none.
 * - Cost: one sort.
 * - Source: the family of Box and Cox (1964) at 0 and 1.
 */
export function chooseTransform(values: Float64Array): ValueTransform {
  const sorted = Float64Array.from(values).sort();
  const median = sorted.length > 0 ? quantileOfSorted(sorted, 0.5) : 0;
  const low = sorted.length > 0 ? quantileOfSorted(sorted, 0.05) : 0;
  const high = sorted.length > 0 ? quantileOfSorted(sorted, 0.95) : 0;
  if (sorted[0] >= 0 && median > 0 && high > multiplicativeRatio * low) {
    const smallest = logOffsetShare * median;
    return { kind: 'log', offset: sorted[0] < smallest ? smallest : 0 };
  }
  const unit = Math.max(high - low, Math.abs(median) * 1e-9);
  return { kind: 'linear', centre: median, unit: unit > 0 ? unit : 1 };
}

/** Values on the scale of the models; unit: log units, or multiples of the usual range. Finite for finite input; linear cost. */
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

/** The inverse of `toModelScale` for one number; a number past what a double can hold becomes the largest double. */
export function fromModelScale(transform: ValueTransform, scaled: number) {
  const value =
    transform.kind === 'log'
      ? Math.max(Math.exp(scaled) - transform.offset, 0)
      : scaled * transform.unit + transform.centre;
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
