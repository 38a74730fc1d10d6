import type { MetricQuery } from '@orrery/delivery-simulator';
import { evaluateInstant, parseQuery, type SeriesSource } from '@orrery/promql';

/** Answers the metrics of analyses from the cluster's own series, at the present moment. */
export function createMetricQuery(
  source: SeriesSource,
  nowMs: () => number,
): MetricQuery {
  return async promql => {
    const result = evaluateInstant(parseQuery(promql), nowMs(), { source });
    switch (result.kind) {
      case 'scalar':
        return { kind: 'scalar', value: result.value };
      case 'vector':
        return {
          kind: 'vector',
          values: result.elements.map(({ value }) => value),
        };
      default:
        throw new RangeError(
          `a metric must be a scalar or a vector, got a ${result.kind}`,
        );
    }
  };
}
