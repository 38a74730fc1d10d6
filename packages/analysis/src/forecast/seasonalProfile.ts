/** The usual course of one season, and how far the latest values lie above it. */
export interface SeasonalProfileModel {
  readonly kind: 'seasonal-profile';
  /** The next step comes first. */
  readonly profile: readonly number[];
  readonly offset: number;
  /** The share of the offset that is left after each step. */
  readonly damping: number;
}

/** How a profile remembers and corrects. */
export interface SeasonalProfileOptions {
  /** Steps of one season. */
  readonly season: number;
  /** The weight of a season relative to the one after it. */
  readonly memory: number;
  /** Over how many of the latest steps the offset is the mean. */
  readonly offsetSteps: number;
  readonly damping: number;
}

/**
 * Fits the course of one season as a mean of the seasons before, newer ones weighing more, and the mean offset of the
 * latest steps from what the same profile expected there.
 *
 * - Shape: `series` oldest first with at least one season before `origin`.
 * - Unit: that of the series.
 * - Invalid input: finite values only; a step without an earlier season has no offset.
 * - Errors: none.
 * - Cost: (season + offsetSteps) × seasons.
 * - Source: the seasonal naive forecast, averaged and with a level correction (Hyndman and Athanasopoulos, 5.2 and 7.3).
 */
export function fitSeasonalProfile(
  series: Float64Array,
  origin: number,
  { season, memory, offsetSteps, damping }: SeasonalProfileOptions,
): SeasonalProfileModel {
  const profile = Array.from({ length: season }, (_, k) =>
    seasonalMean(series, origin + k - season, season, memory),
  );
  const steps = Math.max(1, Math.min(offsetSteps, origin - season));
  let offset = 0;
  for (let i = origin - steps; i < origin; i++) {
    const expected =
      i >= season
        ? seasonalMean(series, i - season, season, memory)
        : series[i];
    offset += (series[i] - expected) / steps;
  }
  return { kind: 'seasonal-profile', profile, offset, damping };
}

/**
 * Continues a profile.
 *
 * - Shape: the next `horizon` values.
 * - Unit: that of the series.
 * - Invalid input: none.
 * - Errors: none.
 * - Cost: linear.
 * - Source: see `fitSeasonalProfile`.
 */
export function extendSeasonalProfile(
  { profile, offset, damping }: SeasonalProfileModel,
  horizon: number,
): Float64Array {
  return Float64Array.from(
    { length: horizon },
    (_, h) => profile[h % profile.length] + offset * damping ** h,
  );
}

/** The weighted mean of the values at `index` and one, two, … seasons before. */
function seasonalMean(
  series: Float64Array,
  index: number,
  season: number,
  memory: number,
): number {
  let sum = 0;
  let total = 0;
  let weight = 1;
  for (let i = index; i >= 0; i -= season) {
    sum += weight * series[i];
    total += weight;
    weight *= memory;
  }
  return sum / total;
}
