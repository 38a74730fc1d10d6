import {
  formatSampleValue,
  type InstantResult,
  type Labels,
  type ResultSeries,
} from '@orrery/promql';

/** The `data` of a query's answer. */
export function toResultData(result: InstantResult, timeMs: number) {
  const seconds = timeMs / 1000;
  switch (result.kind) {
    case 'scalar':
      return {
        resultType: 'scalar',
        result: [seconds, formatSampleValue(result.value)],
      };
    case 'string':
      return { resultType: 'string', result: [seconds, result.value] };
    case 'vector':
      return {
        resultType: 'vector',
        result: result.elements.map(({ labels, value }) => ({
          metric: sortedLabels(labels),
          value: [seconds, formatSampleValue(value)],
        })),
      };
    default:
      return {
        resultType: 'matrix',
        result: result.series.map(toMatrixSeries),
      };
  }
}

function toMatrixSeries({ labels, timestampsMs, values }: ResultSeries) {
  const points = new Array<readonly [number, string]>(values.length);
  for (let index = 0; index < points.length; index += 1) {
    points[index] = [
      timestampsMs[index] / 1000,
      formatSampleValue(values[index]),
    ];
  }
  return { metric: sortedLabels(labels), values: points };
}

/** Labels in the order in which Prometheus prints them. */
export function sortedLabels(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([, value]) => value !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
