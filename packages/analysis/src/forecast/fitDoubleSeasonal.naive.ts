import type { DoubleSeasonalSmoothing } from './DoubleSeasonalRun';

/**
 * One-step forecasts of a double seasonal smoothing, written as its equations with an index for the time.
 *
 * - Shape: one forecast for every step past the first long season, and the last level.
 * - Unit: that of the series.
 * - Invalid input: finite values only.
 * - Errors: none.
 * - Cost: linear.
 * - Source: Taylor 2003, additive form with an autoregressive error.
 */
export function naiveDoubleSeasonal(
  series: readonly number[],
  [short, long]: readonly [number, number],
  smoothing: DoubleSeasonalSmoothing,
): number[] {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const first = series.slice(0, long);
  const startLevel = mean(first);
  const day = Array.from({ length: short }, (_, i) =>
    mean(first.filter((__, t) => t % short === i).map(v => v - startLevel)),
  );
  /** Seasons by the time they were last updated at. */
  const level = new Map([[long - 1, startLevel]]);
  const d = new Map(day.map((value, i) => [long - short + i, value]));
  const w = new Map(first.map((v, t) => [t, v - startLevel - day[t % short]]));
  const error = new Map([[long - 1, 0]]);
  const at = (states: ReadonlyMap<number, number>, t: number) =>
    states.get(t) ?? NaN;
  return series.slice(long).map((value, i) => {
    const t = long + i;
    const base = at(level, t - 1) + at(d, t - short) + at(w, t - long);
    const forecast = base + smoothing.persistence * at(error, t - 1);
    const surprise = value - forecast;
    level.set(t, at(level, t - 1) + smoothing.level * surprise);
    d.set(t, at(d, t - short) + smoothing.short * surprise);
    w.set(t, at(w, t - long) + smoothing.long * surprise);
    error.set(t, value - base);
    return forecast;
  });
}
