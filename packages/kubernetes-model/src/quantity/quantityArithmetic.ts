import type { Quantity } from './Quantity';

/** The amount of nothing; adding to it takes the other's format. */
export const ZERO_QUANTITY: Quantity = { nanos: 0n, format: 'DecimalSI' };

/** Negative when `a` is less than `b`, 0 when they are the same amount (`1` and `1000m`), else positive. Exact. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  return Number(a.nanos > b.nanos) - Number(a.nanos < b.nanos);
}

/** The exact sum, in the format of `a`, or of `b` where `a` is zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nanos: a.nanos + b.nanos, format: (a.nanos === 0n ? b : a).format };
}

/** The exact difference, in the format of `a`, or of `b` where `a` is zero. */
export function subtractQuantities(a: Quantity, b: Quantity): Quantity {
  return { nanos: a.nanos - b.nanos, format: (a.nanos === 0n ? b : a).format };
}

/** The larger amount; `a` of equals. */
export function maxQuantity(a: Quantity, b: Quantity): Quantity {
  return b.nanos > a.nanos ? b : a;
}
