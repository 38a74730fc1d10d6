import { quantileNaive } from '../robust-statistics/quantile.naive';
import type { TimedValue } from '../series/TimedValue';

/** The definition for an hour of the week that three or more weeks and eight or more samples tell of: the median of its samples. */
export function medianOfHourNaive(
  samples: readonly TimedValue[],
  timeMs: number,
): number {
  const hourOf = (ms: number) => Math.floor(ms / 3_600_000) % 168;
  return quantileNaive(
    samples
      .filter(sample => hourOf(sample.timeMs) === hourOf(timeMs))
      .map(({ value }) => value),
    0.5,
  );
}
