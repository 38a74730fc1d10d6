import {
  formatSampleValue,
  type InstantResult,
  type Pausable,
  type ResultSeries,
} from '@orrery/promql';

import { sortedLabels } from './sortedLabels';

/**
 * The `data` of a query's answer as JSON. Written as text at once, since a day of a thousand series is more than a million
 * points, and an array for each costs more than the query does; parts are joined, as growing one text is slower still. It
 * pauses between series.
 */
export function* toResultJson(
  result: InstantResult,
  timeMs: number,
): Pausable<string> {
  const seconds = timeMs / 1000;
  switch (result.kind) {
    case 'scalar':
      return write('scalar', pointOf(seconds, result.value));
    case 'string':
      return write('string', `[${seconds},${JSON.stringify(result.value)}]`);
    case 'vector': {
      const elements = result.elements.map(
        ({ labels, value }) =>
          `{"metric":${metricOf(labels)},"value":${pointOf(seconds, value)}}`,
      );
      return write('vector', `[${elements.join(',')}]`);
    }
    default:
      return write('matrix', `[${yield* matrixOf(result.series)}]`);
  }
}

function write(resultType: string, result: string): string {
  return `{"resultType":"${resultType}","result":${result}}`;
}

function* matrixOf(series: readonly ResultSeries[]): Pausable<string> {
  // Most series of a range query share one array of times.
  const known = new Map<Float64Array, readonly string[]>();
  const parts: string[] = [];
  for (const { labels, timestampsMs, values } of series) {
    yield;
    const times = known.get(timestampsMs) ?? secondsOf(timestampsMs);
    known.set(timestampsMs, times);
    const points = times.map(
      (time, index) => `[${time},"${formatSampleValue(values[index])}"]`,
    );
    parts.push(`{"metric":${metricOf(labels)},"values":[${points.join(',')}]}`);
  }
  return parts.join(',');
}

function secondsOf(timestampsMs: Float64Array): readonly string[] {
  return Array.from(timestampsMs, timeMs => String(timeMs / 1000));
}

function pointOf(seconds: number, value: number): string {
  return `[${seconds},"${formatSampleValue(value)}"]`;
}

function metricOf(labels: ResultSeries['labels']): string {
  return JSON.stringify(sortedLabels(labels));
}
