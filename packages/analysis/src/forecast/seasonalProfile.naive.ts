/**
 * The seasonal profile forecast by definition: the weighted mean of the same step in all seasons before, plus the mean error that
 * such means would have had over the latest steps.
 *
 * - Shape: the next `horizon` values, at most one season.
 * - Unit: that of the series.
 * - Invalid input: finite values only, two seasons or more.
 * - Errors: none.
 * - Cost: (horizon + offsetSteps) x seasons.
 * - Source: as `fitSeasonalProfile`.
 */
export function naiveSeasonalProfile(
  series: readonly number[],
  season: number,
  memory: number,
  offsetSteps: number,
  damping: number,
  horizon: number,
): number[] {
  const expectedAt = (t: number) => {
    const earlier = series.filter((_, s) => s < t && (t - s) % season === 0);
    const weights = earlier.map((_, k) => memory ** (earlier.length - 1 - k));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return earlier.reduce((sum, v, k) => sum + (weights[k] / total) * v, 0);
  };
  const latest = series.map((_, t) => t).slice(-offsetSteps);
  const offset =
    latest.reduce((sum, t) => sum + series[t] - expectedAt(t), 0) / offsetSteps;
  return Array.from({ length: horizon }, (_, h) => {
    const past = series.length + h;
    return expectedAt(past) + offset * damping ** h;
  });
}
