/** How Kubernetes writes an amount back: `1500m`, `2Gi`, `12e3`. */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/**
 * An exact amount, as `resource.Quantity` of Kubernetes: whole billionths, so `1n` is the smallest. Not JSON-safe;
 * on the wire it is the text of `formatQuantity`.
 */
export interface Quantity {
  readonly nanos: bigint;
  readonly format: QuantityFormat;
}
