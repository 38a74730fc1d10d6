/** Powers of ten are exact in this range. */
const largestPower = 22;

/** A finite number to five significant digits: short in JSON. Faster than by way of text, which is left to very large and very small numbers. */
export function toFiveDigits(value: number): number {
  if (value === 0) return 0;
  const power = 4 - Math.floor(Math.log10(Math.abs(value)));
  if (power < 0 || power > largestPower) return Number(value.toPrecision(5));
  const scale = 10 ** power;
  return Math.round(value * scale) / scale;
}
