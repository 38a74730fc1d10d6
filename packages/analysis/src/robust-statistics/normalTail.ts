/** Of t, highest power first. */
const coefficients = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806,
  0.09678418, 0.37409196, 1.00002368, -1.26551223,
];

/**
 * Probability that a standard normal deviate exceeds `z`.
 *
 * - Shape: one number for one number.
 * - Unit: standard deviations in, probability out.
 * - Invalid input: NaN stays NaN; infinities give 0 and 1.
 * - Errors: relative error below 1.2e-7.
 * - Cost: O(1).
 * - Source: Press et al. 1992, "Numerical Recipes in C", 6.2, Chebyshev fit of the complementary error function.
 */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  let polynomial = 0;
  for (const coefficient of coefficients) {
    polynomial = polynomial * t + coefficient;
  }
  const tail = x === Infinity ? 0 : (t * Math.exp(polynomial - x * x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}
