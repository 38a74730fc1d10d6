import type { StepSeries } from '../evaluation/StepSeries';
import { PromqlError } from '../PromqlError';
import { keyOf, type Labels, withLabel } from '../series/Labels';
import { formatPlainNumber } from '../syntax/formatNumber';
import { goQuote } from '../syntax/goQuote';
import { groupLabelsOf } from './groupSeries';

/** `count_values("label", x)`: how many elements have each value, with the value as a label. */
export function countValues(
  series: readonly StepSeries[],
  label: string,
  grouping: readonly string[],
  without: boolean,
  take: (samples: number) => void,
): readonly StepSeries[] {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(label)) {
    throw new PromqlError('execution', `invalid label name ${goQuote(label)}`);
  }
  const names = without ? grouping : [...grouping, label];
  const counts = new Map<string, StepSeries>();
  for (const { labels, values, present } of series) {
    const labelsOf = new Map<number, { labels: Labels; key: string }>();
    for (let step = 0; step < values.length; step += 1) {
      if (present[step] === 0) continue;
      const value = values[step];
      let group = labelsOf.get(value);
      if (group === undefined) {
        const text = formatPlainNumber(value);
        const named = groupLabelsOf(
          withLabel(labels, label, text),
          names,
          without,
        );
        group = { labels: named, key: keyOf(named) };
        labelsOf.set(value, group);
      }
      let count = counts.get(group.key);
      if (count === undefined) {
        take(values.length);
        count = {
          labels: group.labels,
          values: new Float64Array(values.length),
          present: new Uint8Array(values.length),
        };
        counts.set(group.key, count);
      }
      count.values[step] += 1;
      count.present[step] = 1;
    }
  }
  return [...counts.values()];
}
