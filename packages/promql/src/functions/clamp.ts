import { mapValues } from '../evaluation/mapValues';
import { hasValues, type StepSeries } from '../evaluation/StepSeries';

/** `clamp`: values between two bounds; no element where the lower bound is above the upper. */
export function clamp(
  series: readonly StepSeries[],
  least: Float64Array,
  greatest: Float64Array,
): readonly StepSeries[] {
  const bounded = mapValues(series, (value, step) =>
    maximum(least[step], minimum(greatest[step], value)),
  );
  return bounded
    .map(({ labels, values, present }) => ({
      labels,
      values,
      present: present.map((is, step) =>
        greatest[step] < least[step] ? 0 : is,
      ),
    }))
    .filter(({ present }) => hasValues(present));
}

/** Go's `math.Max`, in which +Inf wins over NaN. */
export function maximum(a: number, b: number): number {
  return a === Infinity || b === Infinity ? Infinity : Math.max(a, b);
}

/** Go's `math.Min`, in which -Inf wins over NaN. */
export function minimum(a: number, b: number): number {
  return a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b);
}
