import { groupSeries } from '../aggregation/groupSeries';
import { hasValues, type StepSeries } from '../evaluation/StepSeries';
import { labelOf } from '../series/Labels';

/**
 * `histogram_quantile` of classic histograms: elements that differ only in `le` are the cumulative buckets of one histogram.
 * Elements without a number in `le` are left out. Cost: steps × buckets.
 */
export function histogramQuantile(
  ranks: Float64Array,
  series: readonly StepSeries[],
): readonly StepSeries[] {
  const buckets = series.filter(
    ({ labels }) => boundOf(labelOf(labels, 'le')) !== undefined,
  );
  return groupSeries(buckets, ['le'], true)
    .map(({ labels, members }) => {
      const sorted = members
        .map(member => ({
          member,
          bound: boundOf(labelOf(member.labels, 'le')) ?? NaN,
        }))
        .sort((a, b) => (a.bound < b.bound ? -1 : Number(a.bound > b.bound)));
      return { labels, ...quantilesOf(ranks, sorted) };
    })
    .filter(({ present }) => hasValues(present));
}

interface BucketSeries {
  readonly member: StepSeries;
  readonly bound: number;
}

function quantilesOf(
  ranks: Float64Array,
  buckets: readonly BucketSeries[],
): Pick<StepSeries, 'values' | 'present'> {
  const values = new Float64Array(ranks.length);
  const present = new Uint8Array(ranks.length);
  const bounds = new Float64Array(buckets.length);
  const counts = new Float64Array(buckets.length);
  for (let step = 0; step < ranks.length; step += 1) {
    let length = 0;
    for (const { member, bound } of buckets) {
      if (member.present[step] === 0) continue;
      present[step] = 1;
      // Buckets with the same bound are one, as when a label of the bound was written in two ways.
      if (length > 0 && bounds[length - 1] === bound) {
        counts[length - 1] += member.values[step];
      } else {
        bounds[length] = bound;
        counts[length] = member.values[step];
        length += 1;
      }
    }
    if (present[step] === 1) {
      values[step] = bucketQuantile(ranks[step], bounds, counts, length);
    }
  }
  return { values, present };
}

/** The quantile by linear interpolation within its bucket; changes `counts`, which it makes rise. */
function bucketQuantile(
  q: number,
  bounds: Float64Array,
  counts: Float64Array,
  length: number,
): number {
  if (Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  if (bounds[length - 1] !== Infinity || length < 2) return NaN;
  // Scrapes of parts of a histogram and rates over resets make counts fall; the greatest so far is taken instead.
  for (let index = 1; index < length; index += 1) {
    if (counts[index] < counts[index - 1]) counts[index] = counts[index - 1];
  }
  const observations = counts[length - 1];
  if (observations === 0) return NaN;
  const rank = q * observations;
  let bucket = 0;
  while (bucket < length - 1 && !(counts[bucket] >= rank)) bucket += 1;
  if (bucket === length - 1) return bounds[length - 2];
  if (bucket === 0 && bounds[0] <= 0) return bounds[0];
  if (bucket === 0) return bounds[0] * (rank / counts[0]);
  const start = bounds[bucket - 1];
  const below = counts[bucket - 1];
  return (
    start +
    (bounds[bucket] - start) * ((rank - below) / (counts[bucket] - below))
  );
}

function boundOf(text: string): number | undefined {
  if (/^\+?inf(inity)?$/i.test(text)) return Infinity;
  if (/^-inf(inity)?$/i.test(text)) return -Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
    ? Number(text)
    : undefined;
}
