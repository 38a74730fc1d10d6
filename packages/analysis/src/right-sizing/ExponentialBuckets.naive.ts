/**
 * The bucket of a value by definition: add up widths until the value is below the end.
 *
 * - Shape: a bucket from 0 on.
 * - Unit: that of the value.
 * - Invalid input: a negative value is in the first bucket.
 * - Errors: none.
 * - Cost: linear in the buckets.
 * - Source: as `exponentialBuckets`.
 */
export function naiveBucketOf(
  value: number,
  firstSize: number,
  ratio: number,
): number {
  let end = firstSize;
  let width = firstSize;
  let bucket = 0;
  while (value >= end) {
    width *= ratio;
    end += width;
    bucket += 1;
  }
  return bucket;
}
