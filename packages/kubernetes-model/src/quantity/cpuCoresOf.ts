import { tryParseQuantity } from './parseQuantity';
import type { Quantity } from './Quantity';

const NANOS_PER_UNIT = 10n ** 9n;

/** Cores of a CPU quantity: `250m` is 0.25. What is not a quantity is `undefined`. */
export function cpuCoresOf(value: unknown): number | undefined {
  const quantity = tryParseQuantity(value);
  return quantity === undefined ? undefined : toNumber(quantity);
}

/**
 * Bytes of a memory or storage quantity: `64Mi` is 67108864. A fraction of a byte is rounded away from zero, as
 * Kubernetes does. Exact up to 2^53 (8 PiB). What is not a quantity is `undefined`.
 */
export function bytesOf(value: unknown): number | undefined {
  const quantity = tryParseQuantity(value);
  return quantity === undefined ? undefined : toInteger(quantity);
}

/** The nearest number to an amount. */
export function toNumber({ nanos }: Quantity): number {
  return Number(nanos) / Number(NANOS_PER_UNIT);
}

/** The whole number of an amount, rounded away from zero; exact up to 2^53. */
export function toInteger({ nanos }: Quantity): number {
  const away = nanos < 0n ? 1n - NANOS_PER_UNIT : NANOS_PER_UNIT - 1n;
  return Number((nanos + away) / NANOS_PER_UNIT);
}
