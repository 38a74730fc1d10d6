/** Beyond this many standard errors an autocorrelation is significant at 90 %. */
const significance = 1.645;

/**
 * The M4 benchmark Naive2: the last value, adjusted for a multiplicative season where the series has one.
 *
 * - Shape: `series` oldest first, longer than three seasons; `horizon` values.
 * - Unit: that of the series.
 * - Invalid input: a constant series has no season; values are finite.
 * - Errors: none.
 * - Cost: length x season.
 * - Source: Makridakis et al. 2020, "The M4 Competition", appendix A; classical decomposition by a centred moving average.
 */
export function naive2(
  series: readonly number[],
  season: number,
  horizon: number,
): number[] {
  const factors = isSeasonal(series, season)
    ? seasonalFactors(series, season)
    : new Array<number>(season).fill(1);
  const { length } = series;
  const level = series[length - 1] / factors[(length - 1) % season];
  return Array.from(
    { length: horizon },
    (_, h) => level * factors[(length + h) % season],
  );
}

/** Whether the autocorrelation at the season lies outside of what the shorter lags let expect (Bartlett). */
function isSeasonal(series: readonly number[], season: number): boolean {
  if (series.length < 3 * season) return false;
  const centre = meanOf(series);
  const variance = series.reduce((sum, v) => sum + (v - centre) ** 2, 0);
  if (variance === 0) return false;
  const autocorrelation = (lag: number) =>
    series
      .slice(lag)
      .reduce((sum, v, i) => sum + (v - centre) * (series[i] - centre), 0) /
    variance;
  let squares = 0;
  for (let lag = 1; lag < season; lag++) squares += autocorrelation(lag) ** 2;
  const limit = significance * Math.sqrt((1 + 2 * squares) / series.length);
  return Math.abs(autocorrelation(season)) > limit;
}

/** Mean ratio to the moving average at each place of the season, scaled to mean 1; the season is an even number of steps. */
function seasonalFactors(series: readonly number[], season: number): number[] {
  const half = season / 2;
  const ratios = Array.from({ length: season }, (): number[] => []);
  for (let i = half; i + half < series.length; i++) {
    let sum = (series[i - half] + series[i + half]) / 2;
    for (let j = i - half + 1; j < i + half; j++) sum += series[j];
    ratios[i % season].push((series[i] * season) / sum);
  }
  const factors = ratios.map(meanOf);
  const scale = meanOf(factors);
  return factors.map(factor => factor / scale);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
