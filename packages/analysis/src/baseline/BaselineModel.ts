/** What is normal at one time of the season. */
export interface SlotBaseline {
  readonly median: number;
  /** Standard deviations downwards and upwards, in the metric's unit. */
  readonly below: number;
  readonly above: number;
  /** How many samples it rests on. */
  readonly count: number;
  /** Where they come from: the same slot of earlier weeks, of all days, or, for want of those, all samples. */
  readonly from: 'week' | 'day' | 'all';
}

/** Normal behaviour of a metric per time of week; JSON-safe. */
export interface BaselineModel {
  readonly slotMs: number;
  /** Shift of local time against UTC, so that "Monday 9 o'clock" is where the users are. */
  readonly offsetMs: number;
  /** One per slot of a week that begins on Thursday 0:00, as the epoch does; none when there were no samples. */
  readonly slots: readonly SlotBaseline[];
}

/** Milliseconds of an hour, a day and a week. */
export const hourMs = 3_600_000;
/** See `hourMs`. */
export const dayMs = 24 * hourMs;
/** See `hourMs`. */
export const weekMs = 7 * dayMs;

/**
 * The slot of a week in which a time lies.
 *
 * - Shape: one number for one number.
 * - Unit: ms since the epoch in, position in `slots` out.
 * - Invalid input: a time that is not finite gives NaN.
 * - Errors: none.
 * - Cost: O(1).
 * - Source: none needed.
 */
export function slotAt(
  { slotMs, offsetMs }: Pick<BaselineModel, 'slotMs' | 'offsetMs'>,
  timeMs: number,
): number {
  const inWeek = (((timeMs + offsetMs) % weekMs) + weekMs) % weekMs;
  return Math.floor(inWeek / slotMs);
}
