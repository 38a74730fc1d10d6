import {
  compareLabels,
  compileMatchers,
  type LabelMatcher,
  type Labels,
  parseSeriesSelector,
  PromqlError,
} from '@orrery/promql';

import { ApiFailure, invalidParameter } from './ApiFailure';
import { limitOf, optionalTimeMs } from './parseParameters';
import type { PrometheusApiOptions } from './PrometheusApi';
import { sortedLabels } from './sortedLabels';

/** `GET|POST /api/v1/series` */
export function answerSeries(
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
): string {
  if (!parameters.has('match[]')) {
    throw new ApiFailure('bad_data', 'no match[] parameter provided');
  }
  const range = rangeOf(options, parameters);
  try {
    const selectors = selectorsOf(parameters);
    const found = [...seriesOf(options, range, selectors)];
    return JSON.stringify(found.sort(compareLabels).map(sortedLabels));
  } catch (error) {
    throw atMatch(error);
  }
}

/** `GET|POST /api/v1/labels` */
export function answerLabels(
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
): string {
  const range = rangeOf(options, parameters);
  const names = new Set<string>();
  for (const labels of seriesOf(options, range, selectorsOf(parameters))) {
    for (const name of Object.keys(sortedLabels(labels))) names.add(name);
  }
  return JSON.stringify([...names].sort());
}

/** `GET /api/v1/label/NAME/values` */
export function answerLabelValues(
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
  name: string,
): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new ApiFailure(
      'bad_data',
      `invalid label name: ${JSON.stringify(name)}`,
    );
  }
  const range = rangeOf(options, parameters);
  const isAll = ['match[]', 'start', 'end'].every(key => !parameters.has(key));
  if (name === '__name__' && isAll && options.metricNames !== undefined) {
    return JSON.stringify([...new Set(options.metricNames())].sort());
  }
  const values = new Set<string>();
  for (const labels of seriesOf(options, range, selectorsOf(parameters))) {
    if (Object.hasOwn(labels, name) && labels[name] !== '') {
      values.add(labels[name]);
    }
  }
  return JSON.stringify([...values].sort());
}

/** `GET /api/v1/metadata` */
export function answerMetadata(
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
): string {
  const limit = limitOf(parameters);
  const only = parameters.get('metric') ?? '';
  const found = new Map<string, unknown[]>();
  for (const { name, type, help, unit } of options.metadata()) {
    if (only !== '' && name !== only) continue;
    const entries = found.get(name);
    if (entries !== undefined) entries.push({ type, help, unit });
    else if (found.size < limit) found.set(name, [{ type, help, unit }]);
  }
  return JSON.stringify(Object.fromEntries(found));
}

interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** Everything up to now unless the request says otherwise. */
function rangeOf(
  { nowMs }: PrometheusApiOptions,
  parameters: URLSearchParams,
): TimeRange {
  return {
    startMs: optionalTimeMs(parameters, 'start', 0),
    endMs: optionalTimeMs(parameters, 'end', nowMs()),
  };
}

function selectorsOf(
  parameters: URLSearchParams,
): readonly (readonly LabelMatcher[])[] {
  const selectors = parameters.getAll('match[]').map(parseSeriesSelector);
  for (const matchers of selectors) {
    const matchesNothing = matchers.every(matcher =>
      compileMatchers([matcher])({}),
    );
    if (matchesNothing) {
      throw new ApiFailure(
        'bad_data',
        'match[] must contain at least one non-empty matcher',
      );
    }
  }
  return selectors;
}

/** The label sets that fit any of the selectors, each once; all of them where there is no selector. */
function seriesOf(
  { source, catalogue = source }: PrometheusApiOptions,
  { startMs, endMs }: TimeRange,
  selectors: readonly (readonly LabelMatcher[])[],
): Iterable<Labels> {
  if (endMs < startMs) return [];
  const found = new Map<string, Labels>();
  for (const matchers of selectors.length === 0 ? [[]] : selectors) {
    for (const { labels } of catalogue.select({ matchers, startMs, endMs })) {
      found.set(JSON.stringify(sortedLabels(labels)), labels);
    }
  }
  return found.values();
}

/** Only `series` names the parameter when a selector is wrong. */
function atMatch(error: unknown): unknown {
  return error instanceof PromqlError || error instanceof ApiFailure
    ? invalidParameter('match[]', error.message)
    : error;
}
