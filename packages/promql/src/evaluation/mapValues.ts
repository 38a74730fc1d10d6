import { dropLabels, metricName } from '../series/Labels';
import { mergeSeries } from './mergeSeries';
import type { StepSeries } from './StepSeries';

/** A function of each value; the results are no longer the metric and lose its name, unless `keepsName`. */
export function mapValues(
  series: readonly StepSeries[],
  change: (value: number, step: number) => number,
  keepsName = false,
): readonly StepSeries[] {
  return mergeSeries(
    series.map(({ labels, values, present }) => ({
      labels: keepsName ? labels : dropLabels(labels, [metricName]),
      values: values.map(change),
      present,
    })),
  );
}
