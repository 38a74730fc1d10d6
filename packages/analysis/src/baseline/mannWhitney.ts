import { finiteValues } from '../robust-statistics/quantile';
import { normalTail } from '../robust-statistics/normalTail';

/** Whether one sample tends to be larger than another. */
export interface MannWhitney {
  /** Probability that a value of the first exceeds one of the second, ties counting half; 0.5 = neither. */
  readonly superiority: number;
  /** Two-sided, by the normal approximation with tie and continuity correction; 1 when either is empty. */
  readonly pValue: number;
}

/**
 * Compares two samples by ranks: no assumption on their distribution, and a value of 10⁹ counts as one rank.
 *
 * - Shape: two lists of numbers.
 * - Unit: probabilities.
 * - Invalid input: values that are not finite are left out; an empty sample decides nothing (0.5 and 1).
 * - Errors: none. Values that depend on their neighbours make the p-value too small.
 * - Cost: O(n log n).
 * - Source: Mann & Whitney 1947, "On a test of whether one of two random variables is stochastically larger than the other".
 */
export function mannWhitney(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): MannWhitney {
  const a = finiteValues(first).sort();
  const b = finiteValues(second).sort();
  if (a.length === 0 || b.length === 0) return { superiority: 0.5, pValue: 1 };
  let wins = 0;
  let ties = 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const value = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    const below = j;
    let equalA = 0;
    let equalB = 0;
    while (i < a.length && a[i] === value) {
      i++;
      equalA++;
    }
    while (j < b.length && b[j] === value) {
      j++;
      equalB++;
    }
    wins += equalA * (below + equalB / 2);
    ties += (equalA + equalB) ** 3 - (equalA + equalB);
  }
  const pairs = a.length * b.length;
  const n = a.length + b.length;
  const variance = (pairs / 12) * (n + 1 - ties / (n * Math.max(1, n - 1)));
  const distance = Math.max(0, Math.abs(wins - pairs / 2) - 0.5);
  const pValue =
    variance > 0 ? 2 * normalTail(distance / Math.sqrt(variance)) : 1;
  return { superiority: wins / pairs, pValue: Math.min(1, pValue) };
}
