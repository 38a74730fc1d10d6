import type { TimedValue } from '../series/TimedValue';
import { slotAt } from './BaselineModel';
import type { BaselineModel, SlotBaseline } from './BaselineModel';

/** A value beside what is normal at its time. */
export interface BaselineDeviation {
  readonly expected: number;
  /** Where 99.7 % of normal values lie: three standard deviations to each side. */
  readonly low: number;
  readonly high: number;
  /** In robust standard deviations of its side, cut at a million; positive = above. `undefined` when the value is not finite. */
  readonly deviation?: number;
  readonly from: SlotBaseline['from'];
}

const bandDeviations = 3;
const maxDeviation = 1e6;

/**
 * Compares a value with the baseline of its time of week.
 *
 * - Shape: one sample; `undefined` when the model is empty or the time is not finite.
 * - Unit: that of the values; `deviation` in standard deviations.
 * - Invalid input: a value that is not finite gets the expected band without a deviation.
 * - Errors: none.
 * - Cost: O(1).
 * - Source: robust z-score with a scale per side.
 */
export function applyBaseline(
  model: BaselineModel,
  { timeMs, value }: TimedValue,
): BaselineDeviation | undefined {
  const slot = model.slots.at(slotAt(model, timeMs));
  if (!slot || !Number.isFinite(timeMs)) return undefined;
  const { median, below, above, from } = slot;
  const band = {
    expected: median,
    low: median - bandDeviations * below,
    high: median + bandDeviations * above,
    from,
  };
  if (!Number.isFinite(value)) return band;
  const excess = value - median;
  const deviation = excess === 0 ? 0 : excess / (excess < 0 ? below : above);
  return {
    ...band,
    deviation: Math.min(Math.max(deviation, -maxDeviation), maxDeviation),
  };
}
