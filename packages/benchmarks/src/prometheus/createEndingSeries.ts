import { markStale } from '@orrery/promql';

import { type DataSeries, datasetStartMs } from './createDataset';

const intervalMs = 30_000;

/** The first sample of the series below: after all others, since Prometheus takes no sample older than its blocks. */
export const endingStartMs = datasetStartMs + 7 * 3_600_000;

/** Which samples of a series are stale markers, and after which it has none; ordered by labels. */
const endings: Readonly<
  Record<string, { marks: (index: number) => boolean; length: number }>
> = {
  always: { marks: () => false, length: 120 },
  ended: { marks: index => index === 60, length: 61 },
  flapping: { marks: index => index % 7 === 6, length: 120 },
  gone: { marks: () => false, length: 60 },
  late: { marks: index => index < 3, length: 120 },
  paused: { marks: index => index >= 40 && index < 44, length: 120 },
};

/** Counters that end with stale markers, as a scraped series does when its target goes; they come by remote write. */
export function createEndingSeries(): readonly DataSeries[] {
  return Object.entries(endings).map(([pod, { marks, length }]) => {
    const indexes = Array.from({ length }, (_, index) => index);
    const values = Float64Array.from(indexes, index => (index % 50) * 3);
    for (const index of indexes) {
      if (marks(index)) markStale(values, index);
    }
    const timestampsMs = Float64Array.from(
      indexes,
      index => endingStartMs + index * intervalMs,
    );
    return { labels: { __name__: 'ending_total', pod }, timestampsMs, values };
  });
}
