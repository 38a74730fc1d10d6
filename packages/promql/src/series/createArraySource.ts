import { compileMatchers } from './compileMatcher';
import type { Labels } from './Labels';
import type { Samples, SeriesSource } from './SeriesSource';

/** A source over samples that are already there, in the order given; the arrays are used as they are. */
export function createArraySource(
  series: readonly ({ readonly labels: Labels } & Samples)[],
): SeriesSource {
  return {
    select: ({ matchers }) => {
      const matches = compileMatchers(matchers);
      return series
        .filter(({ labels }) => matches(labels))
        .map(({ labels, timestampsMs, values }) => ({
          labels,
          samples: (startMs, endMs) => {
            const from = lowerBound(timestampsMs, startMs);
            const to = lowerBound(timestampsMs, endMs + 1);
            return {
              timestampsMs: timestampsMs.subarray(from, to),
              values: values.subarray(from, to),
            };
          },
        }));
    },
  };
}

/** The index of the first element that is not below `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
