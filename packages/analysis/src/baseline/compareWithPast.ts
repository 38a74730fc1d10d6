import { quantile } from '../robust-statistics/quantile';
import { medianAbsoluteDeviation } from '../robust-statistics/spread';
import { orderSeries } from '../series/TimedValue';
import type { OrderedSeries, TimedValue } from '../series/TimedValue';
import { dayMs, hourMs, weekMs } from './BaselineModel';
import { mannWhitney } from './mannWhitney';

/** A window of time: the start belongs to it, the end does not. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A window beside the same stretch of time in the past. */
export interface PastComparison {
  readonly reference: 'hour' | 'day' | 'week';
  /** How far back the reference lies: the smallest multiple of its name that does not overlap the window. */
  readonly shiftMs: number;
  readonly median: number;
  readonly referenceMedian: number;
  /** Difference of the medians, in robust standard deviations of the reference; cut at a million. */
  readonly deviation: number;
  /** Two-sided, Mann–Whitney. */
  readonly pValue: number;
  /** `same` unless the difference is both certain and larger than half a deviation. */
  readonly direction: 'higher' | 'lower' | 'same';
}

const certainty = 0.01;
const leastDeviation = 0.5;
const maxDeviation = 1e6;
const references = [
  ['hour', hourMs],
  ['day', dayMs],
  ['week', weekMs],
] as const;

/**
 * Compares a window with the previous hour, day and week.
 *
 * - Shape: samples in any order; one comparison per reference that has samples, none when the window has none.
 * - Unit: medians in the metric's unit.
 * - Invalid input: samples that are not finite are left out; an empty or negative window compares nothing.
 * - Errors: none.
 * - Cost: O(n log n).
 * - Source: `mannWhitney()`; the direction also asks for an effect, because with many samples everything is significant.
 */
export function compareWithPast(
  samples: readonly TimedValue[],
  { fromMs, toMs }: TimeWindow,
): readonly PastComparison[] {
  const lengthMs = toMs - fromMs;
  if (!(lengthMs > 0)) return [];
  const series = orderSeries(samples);
  const current = valuesBetween(series, fromMs, toMs);
  if (current.length === 0) return [];
  const median = quantile(current, 0.5);
  return references.flatMap(([reference, unitMs]) => {
    const shiftMs = Math.ceil(lengthMs / unitMs) * unitMs;
    const past = valuesBetween(series, fromMs - shiftMs, toMs - shiftMs);
    if (past.length === 0) return [];
    const referenceMedian = quantile(past, 0.5);
    const deviation = deviationBetween(median, referenceMedian, past);
    const { pValue } = mannWhitney(current, past);
    const isChange =
      pValue <= certainty && Math.abs(deviation) >= leastDeviation;
    const direction = deviation > 0 ? ('higher' as const) : ('lower' as const);
    return {
      reference,
      shiftMs,
      median,
      referenceMedian,
      deviation,
      pValue,
      direction: isChange ? direction : ('same' as const),
    };
  });
}

function valuesBetween(
  { timesMs, values }: OrderedSeries,
  fromMs: number,
  toMs: number,
): Float64Array {
  return values.filter((_, i) => timesMs[i] >= fromMs && timesMs[i] < toMs);
}

function deviationBetween(
  median: number,
  referenceMedian: number,
  past: Float64Array,
): number {
  const difference = median - referenceMedian;
  if (difference === 0) return 0;
  const deviation = difference / medianAbsoluteDeviation(past);
  return Math.min(Math.max(deviation, -maxDeviation), maxDeviation);
}
