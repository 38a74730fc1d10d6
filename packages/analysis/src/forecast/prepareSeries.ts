import { quantileOfSorted } from './quantileOfSorted';

/** Beyond this a measurement is a fault of the meter; squares of what is below still fit into a double. */
const largestMeasurement = 1e100;
/** How many times the range of the middle 98 % a value may lie outside of it before it is cut. */
const rangesOutside = 3;

/**
 * Makes a series complete and bounded for the models: what is not a number is filled from one season before, or else
 * from its neighbours on a straight line; single extreme values are cut, a new level that stays for 1 % of the series is
 * not.
 *
 * - Shape: one series, oldest value first, evenly spaced; the result has the same length.
 * - Unit: that of the series.
 * - Invalid input: NaN, ±Infinity and anything past ±1e100 count as not measured; a series without any measurement
 *   becomes zeros.
 * - Errors: none.
 * - Cost: one sort.
 * - Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 13.9.
 */
export function prepareSeries(
  values: readonly number[],
  season: number,
): Float64Array {
  const series = Float64Array.from(values, value =>
    Math.abs(value) <= largestMeasurement ? value : NaN,
  );
  const sorted = series.filter(value => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return new Float64Array(values.length);
  fillGaps(series, season);
  const low = quantileOfSorted(sorted, 0.01);
  const high = quantileOfSorted(sorted, 0.99);
  const margin = rangesOutside * (high - low);
  return series.map(value =>
    Math.max(low - margin, Math.min(high + margin, value)),
  );
}

/** A gap longer than two steps repeats the season before where there is one; the rest is a line between its ends. */
function fillGaps(series: Float64Array, season: number): void {
  let start = 0;
  while (start < series.length) {
    if (!Number.isNaN(series[start])) {
      start += 1;
      continue;
    }
    let end = start;
    while (end < series.length && Number.isNaN(series[end])) end += 1;
    const before = start > 0 ? series[start - 1] : series[end];
    const after = end < series.length ? series[end] : before;
    for (let i = start; i < end; i++) {
      const share = (i - start + 1) / (end - start + 1);
      const line = before + (after - before) * share;
      series[i] = end - start > 2 && i >= season ? series[i - season] : line;
    }
    start = end;
  }
}
