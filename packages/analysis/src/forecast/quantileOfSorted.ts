/**
 * The quantile of an ascending sample, linear between order statistics (Hyndman and Fan, type 7).
 *
 * - Shape: one ascending array, `share` in [0, 1].
 * - Unit: that of the sample.
 * - Invalid input: NaN for an empty sample; a share outside [0, 1] is clamped.
 * - Errors: none.
 * - Cost: constant.
 * - Source: Hyndman and Fan (1996), Sample quantiles.
 */
export function quantileOfSorted(
  sorted: ArrayLike<number>,
  share: number,
): number {
  if (sorted.length === 0) return NaN;
  const position = Math.max(0, Math.min(1, share)) * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}
