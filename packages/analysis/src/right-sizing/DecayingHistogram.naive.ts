/** One sample as it was added. */
export interface NaiveSample {
  readonly value: number;
  readonly weight: number;
  readonly atMs: number;
}

/**
 * The quantile of a decaying histogram, by definition: walk the buckets from zero, each `ratio` times as wide as the one before,
 * until the samples in them hold the wanted share of the decayed weight; the answer is the end of that bucket.
 *
 * - Shape: samples in any order, none above the last bucket.
 * - Unit: that of the values; times in ms.
 * - Invalid input: no samples give 0.
 * - Errors: none.
 * - Cost: buckets x samples.
 * - Source: as `DecayingHistogram`.
 */
export function naiveDecayingQuantile(
  samples: readonly NaiveSample[],
  share: number,
  { firstSize, ratio }: { readonly firstSize: number; readonly ratio: number },
  halfLifeMs: number,
): number {
  if (samples.length === 0) return 0;
  const latestMs = Math.max(...samples.map(({ atMs }) => atMs));
  const weightOf = ({ weight, atMs }: NaiveSample) =>
    weight * 0.5 ** ((latestMs - atMs) / halfLifeMs);
  const weightIn = (from: number, to: number) =>
    samples
      .filter(({ value }) => value >= from && value < to)
      .reduce((sum, sample) => sum + weightOf(sample), 0);
  const wanted = share * weightIn(-Infinity, Infinity);
  const largest = Math.max(...samples.map(({ value }) => value));
  let end = firstSize;
  let width = firstSize;
  while (weightIn(-Infinity, end) < wanted && end <= largest) {
    width *= ratio;
    end += width;
  }
  return end;
}
