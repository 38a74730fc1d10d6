import { ModelError } from '../ModelError';
import type { Quantity, QuantityFormat } from './Quantity';

/** Amounts are capped at ±(2^63 − 1), as the API server caps them. */
export const MAX_QUANTITY_NANOS = (2n ** 63n - 1n) * 10n ** 9n;

const QUANTITY =
  /^([+-]?)(\d+(?:\.\d*)?|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;
/** No client writes longer numbers; a bound keeps hostile ones cheap. */
const MAX_LENGTH = 128;

/**
 * Reads a Kubernetes quantity exactly: `250m`, `1.5`, `64Mi`, `1e3`, `-2`, `.5Gi`. A JSON number is taken as its text.
 * Finer than a billionth is rounded away from zero, larger than 2^63 − 1 is capped, both as the API server does.
 * Source: `k8s.io/apimachinery/pkg/api/resource`.
 *
 * @throws ModelError `invalid-quantity` for anything else.
 */
export function parseQuantity(value: unknown): Quantity {
  const quantity = tryParseQuantity(value);
  if (quantity === undefined) {
    throw new ModelError(
      'invalid-quantity',
      `quantities must be a number and an optional suffix (n u m k M G T P E Ki Mi Gi Ti Pi Ei or an exponent), got ${quote(
        value,
      )}`,
    );
  }
  return quantity;
}

/** As `parseQuantity`, with `undefined` for what is not a quantity. */
export function tryParseQuantity(value: unknown): Quantity | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.length > MAX_LENGTH) {
    return undefined;
  }
  const match = QUANTITY.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, sign, number, suffix = ''] = match;
  const [whole, fraction = ''] = number.split('.');
  const digits = BigInt(whole + fraction);
  const { format, binaryPower, decimalPower } = scaleOf(suffix);
  const magnitude = scaleToNanos(
    digits * 1024n ** binaryPower,
    decimalPower - fraction.length + 9,
  );
  return { nanos: sign === '-' ? -magnitude : magnitude, format };
}

interface Scale {
  readonly format: QuantityFormat;
  readonly binaryPower: bigint;
  readonly decimalPower: number;
}

function scaleOf(suffix: string): Scale {
  if (suffix.endsWith('i')) {
    const binaryPower = BigInt('KMGTPE'.indexOf(suffix[0]) + 1);
    return { format: 'BinarySI', binaryPower, decimalPower: 0 };
  }
  if (suffix.length > 1) {
    const decimalPower = Number(suffix.slice(1));
    return { format: 'DecimalExponent', binaryPower: 0n, decimalPower };
  }
  const decimalPower =
    suffix === '' ? 0 : 3 * ('num kMGTPE'.indexOf(suffix) - 3);
  return { format: 'DecimalSI', binaryPower: 0n, decimalPower };
}

function scaleToNanos(amount: bigint, power: number): bigint {
  if (amount === 0n) {
    return 0n;
  }
  // Past these powers the answer is the cap or the smallest amount, whatever the digits: no huge exponentiation.
  if (power > 40) {
    return MAX_QUANTITY_NANOS;
  }
  if (power < -2 * MAX_LENGTH) {
    return 1n;
  }
  const nanos =
    power >= 0
      ? amount * 10n ** BigInt(power)
      : divideRoundingUp(amount, 10n ** BigInt(-power));
  return nanos > MAX_QUANTITY_NANOS ? MAX_QUANTITY_NANOS : nanos;
}

function divideRoundingUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

function quote(value: unknown): string {
  return typeof value === 'string'
    ? `"${value.slice(0, MAX_LENGTH)}"`
    : `a value of type ${typeof value}`;
}
