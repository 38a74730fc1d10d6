import { measureSpread } from '../robust-statistics/spread';
import type { Spread } from '../robust-statistics/spread';
import { orderSeries } from '../series/TimedValue';
import type { TimedValue } from '../series/TimedValue';
import { dayMs, hourMs, slotAt, weekMs } from './BaselineModel';
import type { BaselineModel, SlotBaseline } from './BaselineModel';
import { SlotValues } from './SlotValues';

/** How finely the week is divided. */
export interface FitBaselineOptions {
  /** Must divide a day; an hour when left out. */
  readonly slotMs?: number;
  readonly offsetMs?: number;
}

/** A slot whose few samples happen to agree is not taken to be steadier than a tenth of the whole. */
const leastSpreadShare = 0.1;

/**
 * Learns what is normal at each time of the week: from the same slot of earlier weeks where three or more were seen, else from the same
 * slot of all days where three or more were seen, else from all samples.
 *
 * - Shape: samples in any order; a model with one entry per slot of the week.
 * - Unit: that of the values.
 * - Invalid input: samples that are not finite are left out; without samples the model is empty and knows nothing.
 * - Errors: RangeError when `slotMs` does not divide a day.
 * - Cost: O(n log n).
 * - Source: seasonal medians as in STL's periodic case (Cleveland et al. 1990), with two-sided robust spread (`measureSpread()`).
 */
export function fitBaseline(
  samples: readonly TimedValue[],
  { slotMs = hourMs, offsetMs = 0 }: FitBaselineOptions = {},
): BaselineModel {
  if (!(slotMs > 0) || dayMs % slotMs !== 0) {
    throw new RangeError(`slotMs must divide a day, got ${slotMs}`);
  }
  const model = { slotMs, offsetMs };
  const { timesMs, values } = orderSeries(samples);
  if (values.length === 0) return { ...model, slots: [] };
  const slotsOfDay = dayMs / slotMs;
  const ofWeek = new SlotValues();
  const ofDay = new SlotValues();
  for (let i = 0; i < values.length; i++) {
    const slot = slotAt(model, timesMs[i]);
    const time = timesMs[i] + offsetMs;
    ofWeek.add(slot, Math.floor(time / weekMs), values[i]);
    ofDay.add(slot % slotsOfDay, Math.floor(time / dayMs), values[i]);
  }
  const whole = measureSpread(values);
  const least = leastSpreadShare * Math.max(whole.below, whole.above);
  const toSlot = (from: SlotBaseline['from'], spread: Spread) => ({
    median: spread.median,
    below: Math.max(spread.below, least),
    above: Math.max(spread.above, least),
    count: spread.count,
    from,
  });
  const days = Array.from({ length: slotsOfDay }, (_, slot) => {
    const spread = ofDay.spreadOf(slot);
    return spread ? toSlot('day', spread) : toSlot('all', whole);
  });
  const slots = Array.from({ length: 7 * slotsOfDay }, (_, slot) => {
    const spread = ofWeek.spreadOf(slot);
    return spread ? toSlot('week', spread) : days[slot % slotsOfDay];
  });
  return { ...model, slots };
}
