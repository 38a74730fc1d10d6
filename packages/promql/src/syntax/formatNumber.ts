/** A number as Go's `%v` prints it: shortest digits, an exponent below 1e-4 and from 1e6 on. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const exponent = Number(value.toExponential().split('e')[1]);
  return value !== 0 && (exponent < -4 || exponent >= 6)
    ? withGoExponent(value.toExponential())
    : formatPlainNumber(value);
}

/** A number as it stands in answers of the HTTP API: an exponent below 1e-6 and from 1e21 on. */
export function formatSampleValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  // Most values have no exponent to rewrite, and there are millions of them.
  const size = Math.abs(value);
  const text = String(value);
  return size >= 1e-6 && size < 1e21 ? text : withGoExponent(text);
}

/** A number without an exponent, whatever its size, as Go's `%f` prints it with the digits it needs. */
export function formatPlainNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [mantissa, exponentText] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(exponentText);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Go writes at least two digits of an exponent. */
function withGoExponent(text: string): string {
  return text.replace(
    /e([+-])(\d)$/,
    (_, sign: string, digit: string) => `e${sign}0${digit}`,
  );
}
