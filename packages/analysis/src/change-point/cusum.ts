/** Evidence for a rise of the level, gathered value by value; JSON-safe. */
export interface Cusum {
  /** Sum of what was above the allowance since it was last 0. */
  readonly sum: number;
  /** Of the values in that sum: how many, and their total. */
  readonly count: number;
  readonly total: number;
}

/** No evidence. */
export const noEvidence: Cusum = { sum: 0, count: 0, total: 0 };

/**
 * Adds one value. Small deviations are absorbed by the allowance, lasting ones add up.
 *
 * - Shape: the evidence so far and a standardised value; a fall is a rise of the negated values.
 * - Unit: standard deviations.
 * - Invalid input: the value must be finite.
 * - Errors: none.
 * - Cost: O(1).
 * - Source: Page 1954, "Continuous inspection schemes".
 */
export function addToCusum(
  evidence: Cusum,
  value: number,
  allowance: number,
): Cusum {
  const sum = evidence.sum + value - allowance;
  return sum > 0
    ? { sum, count: evidence.count + 1, total: evidence.total + value }
    : noEvidence;
}

/**
 * Mean number of values until a CUSUM reaches `threshold` although nothing changed.
 *
 * - Shape: one number.
 * - Unit: values.
 * - Invalid input: allowance and threshold must be positive.
 * - Errors: none; a few percent off for normal data.
 * - Cost: O(1).
 * - Source: Siegmund 1985, "Sequential Analysis", corrected diffusion approximation.
 */
export function falseAlarmInterval(
  allowance: number,
  threshold: number,
): number {
  const overshoot = 1.166;
  const height = 2 * allowance * (threshold + overshoot);
  return (Math.expm1(height) - height) / (2 * allowance * allowance);
}
