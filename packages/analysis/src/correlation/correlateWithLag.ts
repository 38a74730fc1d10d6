import { normalTail } from '../robust-statistics/normalTail';
import { ranksOf } from './ranksOf';

/** How two series move together. */
export interface LagCorrelation {
  /** Steps by which the second follows the first; negative when it leads. */
  readonly lag: number;
  /** Rank correlation at that lag, -1 to 1. */
  readonly correlation: number;
  /** Two-sided, for the best of all lags tried. */
  readonly pValue: number;
}

/** Fewer common steps decide nothing. */
const leastPairs = 10;

/**
 * Correlates two series of the same steps at every lag and gives the strongest.
 *
 * - Shape: two lists of the same length in step; `maxLag` steps to both sides.
 * - Unit: none; ranks make the scale of the values irrelevant and a value of 10⁹ one rank.
 * - Invalid input: values that are not finite are left out, pair by pair; with fewer than ten pairs, or a constant series, nothing is
 *   known: correlation 0 and p-value 1.
 * - Errors: RangeError when `maxLag` is not a whole number of 0 or more.
 * - Cost: O(n (log n + lags)).
 * - Source: Spearman's rank correlation at each lag over ranks of the whole series; Fisher's transformation; effective sample size for
 *   sticky series by Bartlett 1935; Šidák's correction for the lags. Trends correlate with everything: take differences first.
 */
export function correlateWithLag(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  maxLag: number,
): LagCorrelation {
  if (!Number.isInteger(maxLag) || maxLag < 0) {
    throw new RangeError(`maxLag must be 0, 1, 2, …, got ${maxLag}`);
  }
  const a = ranksOf(toFinite(first));
  const b = ranksOf(toFinite(second));
  const shrink = repetitionOf(a, b);
  let best = { lag: 0, correlation: 0, pairs: 0 };
  let tried = 0;
  for (const lag of lagsUpTo(maxLag)) {
    const { correlation, pairs } = correlationAt(a, b, lag);
    if (pairs < leastPairs) continue;
    tried++;
    if (Math.abs(correlation) > Math.abs(best.correlation)) {
      best = { lag, correlation, pairs };
    }
  }
  const { lag, correlation, pairs } = best;
  const freedom = pairs * shrink - 3;
  const z =
    freedom > 0 ? Math.abs(Math.atanh(correlation)) * Math.sqrt(freedom) : 0;
  const single = Math.min(1, 2 * normalTail(z));
  const pValue = -Math.expm1(Math.max(1, tried) * Math.log1p(-single));
  return { lag, correlation, pValue };
}

/** Nearest lags first, so that of equal correlations the one with the smallest shift wins. */
function lagsUpTo(maxLag: number): readonly number[] {
  const lags = [0];
  for (let lag = 1; lag <= maxLag; lag++) lags.push(lag, -lag);
  return lags;
}

/** Pearson's correlation of ranks over the pairs (i, i + lag) in which both were measured. */
function correlationAt(
  a: Float64Array,
  b: Float64Array,
  lag: number,
): { readonly correlation: number; readonly pairs: number } {
  const from = Math.max(0, -lag);
  const to = Math.min(a.length, b.length - lag);
  let pairs = 0;
  let sumA = 0;
  let sumB = 0;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(a[i]) || Number.isNaN(b[i + lag])) continue;
    pairs++;
    sumA += a[i];
    sumB += b[i + lag];
  }
  const meanA = sumA / pairs;
  const meanB = sumB / pairs;
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(a[i]) || Number.isNaN(b[i + lag])) continue;
    const x = a[i] - meanA;
    const y = b[i + lag] - meanB;
    product += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  const scale = Math.sqrt(squareA * squareB);
  if (!(scale > 0)) return { correlation: 0, pairs };
  return { correlation: Math.min(1, Math.max(-1, product / scale)), pairs };
}

/** Independent values per value, at most 1, when both series repeat their past. */
function repetitionOf(a: Float64Array, b: Float64Array): number {
  const product = Math.max(
    0,
    correlationAt(a, a, 1).correlation * correlationAt(b, b, 1).correlation,
  );
  return (1 - product) / (1 + product);
}

function toFinite(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, value =>
    Number.isFinite(value) ? value : NaN,
  );
}
