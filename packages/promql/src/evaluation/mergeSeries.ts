import { PromqlError } from '../PromqlError';
import { keyOf } from '../series/Labels';
import type { StepSeries } from './StepSeries';

/** The message of Prometheus for two elements that would be the same series at the same time. */
export const sameLabelsetMessage =
  'vector cannot contain metrics with the same labelset';

/**
 * Makes one series of those that came to have equal labels, at the place of the first.
 * Throws where two of them have a value at the same step. Cost: linear; no copy where all labels differ.
 */
export function mergeSeries(
  series: readonly StepSeries[],
): readonly StepSeries[] {
  const places = new Map<string, number>();
  const merged: StepSeries[] = [];
  for (const one of series) {
    const key = keyOf(one.labels);
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, merged.length);
      merged.push(one);
    } else {
      merged[place] = joined(merged[place], one);
    }
  }
  return merged.length === series.length ? series : merged;
}

function joined(a: StepSeries, b: StepSeries): StepSeries {
  const values = a.values.slice();
  const present = a.present.slice();
  for (let step = 0; step < present.length; step += 1) {
    if (b.present[step] === 0) continue;
    if (present[step] === 1) {
      throw new PromqlError('execution', sameLabelsetMessage);
    }
    present[step] = 1;
    values[step] = b.values[step];
  }
  return { labels: a.labels, values, present };
}
