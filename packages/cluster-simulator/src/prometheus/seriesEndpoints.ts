import {
  compareLabels,
  compileMatchers,
  type LabelMatcher,
  type Labels,
  type Pausable,
  parseSeriesSelector,
  PromqlError,
  selectFrom,
} from '@orrery/promql';

import { ApiFailure, invalidParameter } from './ApiFailure';
import { limitOf, optionalTimeMs } from './parseParameters';
import type { PrometheusApiOptions } from './PrometheusApi';
import { sortedLabels } from './sortedLabels';
import { sortPausing } from './sortPausing';

/** A millisecond or two. */
const SERIES_BETWEEN_PAUSES = 1_000;

/** `GET|POST /api/v1/series` */
export function* answerSeries(
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
): Pausable<string> {
  if (!parameters.has('match[]')) {
    throw new ApiFailure('bad_data', 'no match[] parameter provided');
  }
  const range = rangeOf(options, parameters);
  try {
    const selectors = selectorsOf(parameters);
    const found = yield* seriesOf(options, range, selectors);
    const texts = new Map<string, Labels>();
    for (const [place, labels] of found.entries()) {
      if (place % SERIES_BETWEEN_PAUSES === 0) yield;
      const sorted = sortedLabels(labels);
      texts.set(JSON.stringify(sorted), sorted);
    }
    const ordered = yield* sortPausing([...texts], ([, a], [, b]) =>
      compareLabels(a, b),
    );
    return `[${ordered.map(([text]) => text).join(',')}]`;
  } catch (error) {
    throw atMatch(error);
  }
}

/** `GET|POST /api/v1/labels` */
export function* answerLabels(
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
): Pausable<string> {
  const range = rangeOf(options, parameters);
  const selectors = selectorsOf(parameters);
  if (isUnrestricted(range, selectors) && options.labels !== undefined) {
    return sortedOnce(yield* options.labels.names());
  }
  const names = new Set<string>();
  const found = yield* seriesOf(options, range, selectors);
  for (const [place, labels] of found.entries()) {
    if (place % SERIES_BETWEEN_PAUSES === 0) yield;
    for (const [name, value] of Object.entries(labels)) {
      if (value !== '') names.add(name);
    }
  }
  return sortedOnce(names);
}

/** `GET /api/v1/label/NAME/values` */
export function* answerLabelValues(
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
  name: string,
): Pausable<string> {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new ApiFailure(
      'bad_data',
      `invalid label name: ${JSON.stringify(name)}`,
    );
  }
  const range = rangeOf(options, parameters);
  const selectors = selectorsOf(parameters);
  if (isUnrestricted(range, selectors) && options.labels !== undefined) {
    return sortedOnce(yield* options.labels.values(name));
  }
  const values = new Set<string>();
  const found = yield* seriesOf(options, range, selectors);
  for (const [place, labels] of found.entries()) {
    if (place % SERIES_BETWEEN_PAUSES === 0) yield;
    if (Object.hasOwn(labels, name) && labels[name] !== '') {
      values.add(labels[name]);
    }
  }
  return sortedOnce(values);
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

/** The label sets that fit any of the selectors, those of one after those of another; all of them where there is no selector. */
function* seriesOf(
  { source, catalogue = source }: PrometheusApiOptions,
  { startMs, endMs }: TimeRange,
  selectors: readonly (readonly LabelMatcher[])[],
): Pausable<readonly Labels[]> {
  if (endMs < startMs) return [];
  const found: Labels[] = [];
  for (const matchers of selectors.length === 0 ? [[]] : selectors) {
    const all = yield* selectFrom(catalogue, { matchers, startMs, endMs });
    for (const { labels } of all) found.push(labels);
  }
  return found;
}

/** Blocks of a database overlap nearly every range, so a range alone leaves nothing out. */
function isUnrestricted(
  { startMs, endMs }: TimeRange,
  selectors: readonly unknown[],
): boolean {
  return selectors.length === 0 && startMs <= endMs;
}

function sortedOnce(texts: Iterable<string>): string {
  return JSON.stringify([...new Set(texts)].sort());
}

/** Only `series` names the parameter when a selector is wrong. */
function atMatch(error: unknown): unknown {
  return error instanceof PromqlError || error instanceof ApiFailure
    ? invalidParameter('match[]', error.message)
    : error;
}
