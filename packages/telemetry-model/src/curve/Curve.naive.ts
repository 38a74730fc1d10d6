import type { Curve } from './Curve';

/** The definition of a curve: its rate by looking through all knots, its total by adding up millisecond-fine slices. O(knots × slices). */
export function createNaiveCurve(
  timesMs: readonly number[],
  ratesPerSecond: readonly number[],
): Omit<Curve, 'continued'> {
  const rates = ratesPerSecond.map(rate => (rate > 0 ? rate : 0));
  function rateAt(timeMs: number): number {
    if (timesMs.length === 0 || timeMs < timesMs[0]) return 0;
    for (let knot = 0; knot + 1 < timesMs.length; knot++) {
      if (timeMs < timesMs[knot + 1]) {
        const part =
          (timeMs - timesMs[knot]) / (timesMs[knot + 1] - timesMs[knot]);
        return rates[knot] * (1 - part) + rates[knot + 1] * part;
      }
    }
    return rates[rates.length - 1];
  }
  return {
    rateAt,
    totalAt: timeMs => {
      let total = 0;
      for (let from = timesMs[0] ?? timeMs; from < timeMs; from++) {
        const to = Math.min(from + 1, timeMs);
        total += (rateAt((from + to) / 2) * (to - from)) / 1_000;
      }
      return total;
    },
  };
}
