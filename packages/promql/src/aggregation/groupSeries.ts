import type { StepSeries } from '../evaluation/StepSeries';
import {
  dropLabels,
  keepLabels,
  keyOf,
  type Labels,
  metricName,
} from '../series/Labels';

/** The elements that an aggregation makes one of. */
export interface SeriesGroup {
  readonly labels: Labels;
  readonly members: readonly StepSeries[];
}

/** Groups elements by the labels that stay, in order of appearance. Cost: linear. */
export function groupSeries(
  series: readonly StepSeries[],
  grouping: readonly string[],
  without: boolean,
): readonly SeriesGroup[] {
  const groups = new Map<string, { labels: Labels; members: StepSeries[] }>();
  for (const element of series) {
    const labels = groupLabelsOf(element.labels, grouping, without);
    const key = keyOf(labels);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { labels, members: [element] });
    else group.members.push(element);
  }
  return [...groups.values()];
}

/** The labels that stay. */
export function groupLabelsOf(
  labels: Labels,
  grouping: readonly string[],
  without: boolean,
): Labels {
  return without
    ? dropLabels(labels, [...grouping, metricName])
    : keepLabels(labels, grouping);
}
