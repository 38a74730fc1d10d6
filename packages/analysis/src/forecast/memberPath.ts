import type { ForecastBounds } from './Forecast';
import { extendMember, type ForecastMember } from './ForecastMember';

/**
 * Continues a history by one model within bounds that widen with the horizon; what is not a number becomes the last value.
 *
 * Shape, unit, cost: as `extendMember`. Invalid input: an unstable model stays at the bounds. Errors: none.
 */
export function memberPath(
  member: ForecastMember,
  history: Float64Array,
  horizon: number,
  { low, high, widthPerStep }: ForecastBounds,
): Float64Array {
  const last = history[history.length - 1];
  return extendMember(member, history, horizon).map((value, h) => {
    const width = widthPerStep * h;
    return Number.isNaN(value)
      ? last
      : Math.max(low - width, Math.min(high + width, value));
  });
}
