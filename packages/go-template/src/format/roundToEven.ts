/**
 * As JavaScript's `toFixed` and `toExponential`, but a number exactly between two others becomes the even one, as in Go,
 * where JavaScript takes the larger.
 */
export function toFixedEven(size: number, digits: number): string {
  const rounded = size.toFixed(digits);
  const [whole, fraction] = size.toFixed(100).split('.');
  if (!isTie(whole + fraction, whole.length + digits)) return rounded;
  return digits === 0 ? whole : `${whole}.${fraction.slice(0, digits)}`;
}

/** See `toFixedEven`. */
export function toExponentialEven(size: number, digits: number): string {
  const rounded = size.toExponential(digits);
  const [mantissa, power] = size.toExponential(100).split('e');
  const all = mantissa.replace('.', '');
  if (!isTie(all, digits + 1)) return rounded;
  const kept = digits === 0 ? all[0] : `${all[0]}.${all.slice(1, digits + 1)}`;
  return `${kept}e${power}`;
}

/** Whether exactly a half is cut off, behind an even digit. */
function isTie(digits: string, kept: number): boolean {
  return /^50*$/.test(digits.slice(kept)) && Number(digits[kept - 1]) % 2 === 0;
}
