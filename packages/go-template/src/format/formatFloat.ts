import { toExponentialEven, toFixedEven } from './roundToEven';

/** How Go's strconv writes a float: verbs `e`, `f`, `g`; a precision of undefined is the shortest that reads back the same. */
export function formatFloat(
  value: number,
  verb: 'e' | 'f' | 'g',
  precision?: number,
): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  const digits = precision === undefined ? undefined : Math.min(precision, 100);
  if (verb === 'f') return sign + fixed(size, digits);
  if (verb === 'e') return sign + exponential(scientific(size, digits));
  return sign + general(size, digits);
}

function fixed(size: number, digits: number | undefined): string {
  if (digits !== undefined) {
    return size < 1e21
      ? toFixedEven(size, digits)
      : withZeros(BigInt(size), digits);
  }
  const short = String(size);
  if (!short.includes('e')) return short;
  const [mantissa, exponent] = short.split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  const shift = Number(exponent);
  if (shift < 0) return `0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
  return whole + fraction.padEnd(shift, '0');
}

function withZeros(whole: bigint, digits: number): string {
  return digits === 0 ? `${whole}` : `${whole}.${'0'.repeat(digits)}`;
}

function scientific(size: number, digits: number | undefined): string {
  return digits === undefined
    ? size.toExponential()
    : toExponentialEven(size, digits);
}

/** Go writes at least two digits of exponent. */
function exponential(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function general(size: number, digits: number | undefined): string {
  const significant = digits === 0 ? 1 : digits;
  const [mantissa, power] = scientific(
    size,
    significant === undefined ? undefined : significant - 1,
  ).split('e');
  const short = mantissa.includes('.')
    ? mantissa.replace(/\.?0+$/, '')
    : mantissa;
  const exponent = Number(power);
  // The shortest form is written as if six digits had been asked for, whatever its length.
  if (exponent < -4 || exponent >= (significant ?? 6)) {
    const sign = exponent < 0 ? '-' : '+';
    return exponential(`${short}e${sign}${Math.abs(exponent)}`);
  }
  return fixed(Number(`${short}e${exponent}`), undefined);
}
