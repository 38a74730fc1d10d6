/**
 * Share of log-normally distributed values at or below `value`. `median` and `value` in the same unit, `sigma` > 0 the
 * spread of their logarithm; a value of 0 or less gives 0, Infinity gives 1, NaN gives NaN. No errors. O(1).
 * Source: the error function by Abramowitz and Stegun, 7.1.26; absolute error below 1.5e-7.
 */
export function logNormalShare(
  value: number,
  median: number,
  sigma: number,
): number {
  if (value <= 0) return 0;
  if (value === Infinity) return 1;
  return normalShare(Math.log(value / median) / sigma);
}

function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t *
    (0.254829592 +
      t *
        (-0.284496736 +
          t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z < 0 ? tail / 2 : 1 - tail / 2;
}
