/** One sample of a metric. */
export interface TimedValue {
  /** Milliseconds since the epoch. */
  readonly timeMs: number;
  /** In the metric's unit; not finite = not measured. */
  readonly value: number;
}

/** A series for computing: finite values in time order. */
export interface OrderedSeries {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/**
 * Samples as two arrays in time order.
 *
 * - Shape: samples in any order; the arrays are at most as long. Samples of equal time keep their order.
 * - Unit: unchanged.
 * - Invalid input: samples whose time or value is not finite are left out.
 * - Errors: none.
 * - Cost: O(n), plus O(n log n) where time is not in order.
 * - Source: none needed.
 */
export function orderSeries(samples: readonly TimedValue[]): OrderedSeries {
  const finite = samples.filter(
    ({ timeMs, value }) => Number.isFinite(timeMs) && Number.isFinite(value),
  );
  const isOrdered = finite.every(
    ({ timeMs }, i) => i === 0 || finite[i - 1].timeMs <= timeMs,
  );
  if (!isOrdered) finite.sort((a, b) => a.timeMs - b.timeMs);
  return {
    timesMs: Float64Array.from(finite, ({ timeMs }) => timeMs),
    values: Float64Array.from(finite, ({ value }) => value),
  };
}
