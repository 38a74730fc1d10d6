import { keyOf, type LogStream, parseStreamSelector } from '@orrery/logql';
import type { LokiApiContext, LokiEndpoint } from './LokiApi';
import { LokiFailure } from './LokiFailure';
import { rangeOf } from './parseLokiParameters';

/** Loki's `max_query_series` and more would help nobody. */
const MAX_SERIES = 100_000;

/** The streams of a range that fit a selector; all without one. */
export function selectedStreams(
  { source, nowMs }: LokiApiContext,
  parameters: URLSearchParams,
  selector: string,
): readonly LogStream[] {
  const { startMs, endMs } = rangeOf(parameters, nowMs());
  const matchers = selector === '' ? [] : parseStreamSelector(selector);
  return source.select({ matchers, fromMs: startMs, toMs: endMs });
}

/** `GET|POST /loki/api/v1/labels` */
export const answerLabels: LokiEndpoint = (context, { parameters }) => {
  const selector = parameters.get('query') ?? '';
  const names = new Set<string>();
  for (const { labels } of selectedStreams(context, parameters, selector)) {
    for (const name of Object.keys(labels)) names.add(name);
  }
  return JSON.stringify({ status: 'success', data: [...names].sort() });
};

/** `GET /loki/api/v1/label/NAME/values` */
export function answerLabelValues(name: string): LokiEndpoint {
  return (context, { parameters }) => {
    const selector = parameters.get('query') ?? '';
    const values = new Set<string>();
    for (const { labels } of selectedStreams(context, parameters, selector)) {
      if (Object.hasOwn(labels, name)) values.add(labels[name]);
    }
    return JSON.stringify({ status: 'success', data: [...values].sort() });
  };
}

/** `GET|POST /loki/api/v1/series` */
export const answerSeries: LokiEndpoint = (context, { parameters }) => {
  const selectors = [
    ...parameters.getAll('match[]'),
    ...parameters.getAll('match'),
  ];
  const found = new Map<string, LogStream['labels']>();
  for (const selector of selectors.length > 0 ? selectors : ['']) {
    for (const { labels } of selectedStreams(context, parameters, selector)) {
      found.set(keyOf(labels), labels);
      if (found.size > MAX_SERIES) {
        throw new LokiFailure(400, `more than ${MAX_SERIES} series match`);
      }
    }
  }
  return JSON.stringify({ status: 'success', data: [...found.values()] });
};

/** `GET /loki/api/v1/detected_labels`, for the choosers of Grafana. */
export const answerDetectedLabels: LokiEndpoint = (context, { parameters }) => {
  const selector = parameters.get('query') ?? '';
  const values = new Map<string, Set<string>>();
  for (const { labels } of selectedStreams(context, parameters, selector)) {
    for (const [name, value] of Object.entries(labels)) {
      const known = values.get(name) ?? new Set();
      values.set(name, known.add(value));
    }
  }
  const detectedLabels = [...values]
    .map(([label, each]) => ({ label, cardinality: each.size }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  return JSON.stringify({ detectedLabels });
};
