/** The NaN with which Prometheus ends a series, 0x7ff0000000000002; processors may set its quiet bit on the way. */
const staleBits = 0x7ff0000000000002n;
const quietBit = 0x0008000000000000n;

/** Ends a series at the sample with this index. Bits are written, because a NaN that passes as a number may lose its own. */
export function markStale(values: Float64Array, index: number): void {
  new BigUint64Array(values.buffer, values.byteOffset + index * 8, 1)[0] =
    staleBits;
}

/** Whether the sample with this index ends its series; any other NaN is a value. */
export function isStale(values: Float64Array, index: number): boolean {
  if (!Number.isNaN(values[index])) return false;
  const [bits] = new BigUint64Array(
    values.buffer,
    values.byteOffset + index * 8,
    1,
  );
  return (bits | quietBit) === (staleBits | quietBit);
}
