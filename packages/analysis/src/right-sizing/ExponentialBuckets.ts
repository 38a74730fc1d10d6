/** Buckets that grow by a ratio: the first holds [0, firstSize), each later one is `ratio` times as wide as the one before. */
export interface ExponentialBuckets {
  readonly firstSize: number;
  readonly ratio: number;
  readonly count: number;
}

/**
 * The buckets that reach `largest`.
 *
 * - Shape: the last bucket starts at or above `largest` and has no end.
 * - Unit: that of the values, for sizes and starts.
 * - Invalid input and errors: RangeError unless sizes are positive and the ratio is above 1.
 * - Cost: constant.
 * - Source: histogram options of the Vertical Pod Autoscaler's recommender (kubernetes/autoscaler).
 */
export function exponentialBuckets(
  largest: number,
  firstSize: number,
  ratio: number,
): ExponentialBuckets {
  if (!(largest > 0 && firstSize > 0 && ratio > 1)) {
    throw new RangeError(
      `buckets need sizes above 0 and a ratio above 1, got ${largest}, ${firstSize} and ${ratio}`,
    );
  }
  const last = Math.ceil(logOf((largest * (ratio - 1)) / firstSize + 1, ratio));
  return { firstSize, ratio, count: last + 1 };
}

/**
 * The bucket of a value.
 *
 * - Shape: 0 to count - 1.
 * - Unit: that of the buckets, for the value.
 * - Invalid input: what lies outside belongs to the first or the last bucket, NaN to the first.
 * - Errors: none.
 * - Cost: constant.
 * - Source: see `exponentialBuckets`.
 */
export function bucketOf(
  { firstSize, ratio, count }: ExponentialBuckets,
  value: number,
): number {
  if (!(value >= firstSize)) return 0;
  const bucket = logOf((value * (ratio - 1)) / firstSize + 1, ratio);
  return Math.min(Math.floor(bucket), count - 1);
}

/**
 * Where a bucket starts.
 *
 * - Shape: one number of at least 0.
 * - Unit: that of the values.
 * - Invalid input: buckets are whole and at least 0.
 * - Errors: none.
 * - Cost: constant.
 * - Source: first x (ratio^bucket - 1) / (ratio - 1), the sum of the widths before.
 */
export function bucketStart(
  { firstSize, ratio }: ExponentialBuckets,
  bucket: number,
): number {
  return bucket === 0 ? 0 : (firstSize * (ratio ** bucket - 1)) / (ratio - 1);
}

function logOf(value: number, base: number): number {
  return Math.log(value) / Math.log(base);
}
