import type { Labels } from '@orrery/promql';

/** Labels in the order in which Prometheus prints them, without those that have no value. */
export function sortedLabels(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([, value]) => value !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
