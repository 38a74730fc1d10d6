import {
  createArraySource,
  type Labels,
  type SeriesSource,
} from '@orrery/promql';

/** A series with a sample at every interval: numbers, or `undefined` where it has none. */
export interface StepSeries {
  readonly labels: Labels;
  readonly values: readonly (number | undefined)[];
}

/** A source of series that begin at time 0, for tests; a gap is longer than any look-back where `intervalMs` is above 5 minutes. */
export function sourceOf(
  series: readonly StepSeries[],
  intervalMs: number,
): SeriesSource {
  return createArraySource(
    series.map(({ labels, values }) => {
      const points = values.flatMap((value, step) =>
        value === undefined ? [] : [[step * intervalMs, value] as const],
      );
      return {
        labels,
        timestampsMs: Float64Array.from(points, ([timeMs]) => timeMs),
        values: Float64Array.from(points, ([, value]) => value),
      };
    }),
  );
}
