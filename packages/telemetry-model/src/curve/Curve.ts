/** A rate over time and the count it adds up to. */
export interface Curve {
  /** A second, at the moment. */
  rateAt(timeMs: number): number;
  /** Counted since the first knot. */
  totalAt(timeMs: number): number;
  /** The same at its first `kept` knots, which `timesMs` begins with; by `rateAtKnot` at the others. */
  continued(
    kept: number,
    timesMs: Float64Array,
    rateAtKnot: (knot: number) => number,
  ): Curve;
}

/**
 * A rate that runs straight from knot to knot and its exact integral. `timesMs` ascend strictly; `ratesPerSecond` are
 * 0 or more, negative and NaN ones count as 0, so that the total never falls. Before the first knot the total is 0,
 * after the last one the last rate holds. No errors. O(knots) once; a question costs O(1) when it is near the last one
 * and O(log knots) otherwise. Source: the trapezoidal rule, which is exact here.
 */
export function createCurve(
  timesMs: Float64Array,
  ratesPerSecond: Float64Array,
): Curve {
  const rates = Float32Array.from(ratesPerSecond, positive);
  const totals = new Float64Array(timesMs.length);
  addUp(timesMs, rates, totals, 1);
  return curveOf(timesMs, rates, totals);
}

function positive(rate: number): number {
  return rate > 0 ? rate : 0;
}

/** The trapezoids from a knot on. */
function addUp(
  timesMs: Float64Array,
  rates: Float32Array,
  totals: Float64Array,
  fromKnot: number,
): void {
  for (let knot = Math.max(1, fromKnot); knot < timesMs.length; knot++) {
    totals[knot] =
      totals[knot - 1] +
      ((timesMs[knot] - timesMs[knot - 1]) * (rates[knot] + rates[knot - 1])) /
        2_000;
  }
}

function curveOf(
  timesMs: Float64Array,
  rates: Float32Array,
  totals: Float64Array,
): Curve {
  const knots = timesMs.length;
  let last = 0;

  /** The knot at or before the moment. */
  function find(timeMs: number): number {
    if (timeMs >= timesMs[last]) {
      for (let step = 0; step < 4; step++) {
        if (last + 1 >= knots || timeMs < timesMs[last + 1]) return last;
        last++;
      }
    }
    last = lastAtOrBefore(timesMs, timeMs);
    return last;
  }

  function rateAt(timeMs: number): number {
    if (knots === 0 || timeMs < timesMs[0]) return 0;
    const knot = find(timeMs);
    if (knot === knots - 1) return rates[knot];
    const part = (timeMs - timesMs[knot]) / (timesMs[knot + 1] - timesMs[knot]);
    return rates[knot] + (rates[knot + 1] - rates[knot]) * part;
  }

  return {
    rateAt,
    totalAt: timeMs => {
      if (knots === 0 || timeMs < timesMs[0]) return 0;
      const knot = find(timeMs);
      const sinceMs = timeMs - timesMs[knot];
      const rate = rates[knot];
      if (knot === knots - 1) return totals[knot] + (rate * sinceMs) / 1_000;
      const slope =
        (rates[knot + 1] - rate) / (timesMs[knot + 1] - timesMs[knot]);
      return totals[knot] + (sinceMs * (rate + (slope * sinceMs) / 2)) / 1_000;
    },
    continued: (kept, nextMs, rateAtKnot) => {
      const nextRates = new Float32Array(nextMs.length);
      const nextTotals = new Float64Array(nextMs.length);
      nextRates.set(rates.subarray(0, kept));
      nextTotals.set(totals.subarray(0, kept));
      for (let knot = kept; knot < nextMs.length; knot++)
        nextRates[knot] = positive(rateAtKnot(knot));
      addUp(nextMs, nextRates, nextTotals, kept);
      return curveOf(nextMs, nextRates, nextTotals);
    },
  };
}

/** The last position whose time is at or before the moment, or 0. O(log n). */
export function lastAtOrBefore(timesMs: Float64Array, timeMs: number): number {
  let low = 0;
  let high = timesMs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timesMs[middle] <= timeMs) low = middle;
    else high = middle - 1;
  }
  return low;
}
