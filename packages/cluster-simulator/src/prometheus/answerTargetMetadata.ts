import {
  compileMatchers,
  type LabelMatcher,
  type Labels,
  type Pausable,
  parseSeriesSelector,
  PromqlError,
  selectFrom,
} from '@orrery/promql';

import { invalidParameter } from './ApiFailure';
import { limitOf } from './parseParameters';
import type {
  MetricMetadata,
  PrometheusApiOptions,
  ScrapeTarget,
} from './PrometheusApi';
import { sortedLabels } from './sortedLabels';

/** A series that has not been scraped for so long is not told any more. */
const RECENT_MS = 5 * 60_000;
/** A millisecond or two. */
const SERIES_BETWEEN_PAUSES = 2_000;

/**
 * `GET /api/v1/targets/metadata`: what each target says about its metrics, which are found by the series that bear its labels. Cost: all
 * series, or those of the metric that is named.
 */
export function* answerTargetMetadata(
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
): Pausable<string> {
  const limit = limitOf(parameters);
  const metric = parameters.get('metric') ?? '';
  const matches = compileMatchers(matchersOf(parameters));
  const wanted = (options.targets?.() ?? []).filter(({ labels }) =>
    matches(labels),
  );
  // Prometheus makes the series `up` itself; no target tells of it.
  const families = [...options.metadata()].filter(
    ({ name }) => name !== 'up' && (metric === '' || name === metric),
  );
  const namesOf = yield* namesByTarget(options, wanted, families);
  const entries: object[] = [];
  for (const target of wanted) {
    // The limit is looked at between targets.
    if (entries.length >= limit) break;
    const names = namesOf.get(target) ?? new Set();
    for (const { name, type, help, unit } of families) {
      if (!names.has(name)) continue;
      entries.push({
        target: sortedLabels(target.labels),
        ...(metric === '' ? { metric: name } : {}),
        ...{ type, help, unit },
      });
    }
  }
  return JSON.stringify(entries);
}

function matchersOf(parameters: URLSearchParams): readonly LabelMatcher[] {
  const selector = parameters.get('match_target') ?? '';
  if (selector === '') return [];
  try {
    return parseSeriesSelector(selector);
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    throw invalidParameter('match_target', error.message);
  }
}

function* namesByTarget(
  { source, catalogue = source, nowMs }: PrometheusApiOptions,
  targets: readonly ScrapeTarget[],
  families: readonly MetricMetadata[],
): Pausable<ReadonlyMap<ScrapeTarget, ReadonlySet<string>>> {
  const byAddress = new Map<string, ScrapeTarget[]>();
  for (const target of targets) {
    const address = addressOf(target.labels);
    byAddress.set(address, [...(byAddress.get(address) ?? []), target]);
  }
  const familyOf = new Map(
    families.flatMap(({ name, type }) =>
      (type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']).map(
        suffix => [`${name}${suffix}`, name] as const,
      ),
    ),
  );
  const names = new Map<ScrapeTarget, Set<string>>();
  const endMs = nowMs();
  const range = { startMs: endMs - RECENT_MS, endMs };
  // Series of rules come from no target, and would have to be evaluated.
  const value = [...familyOf.keys()].join('|');
  const matchers: readonly LabelMatcher[] = [
    { name: '__name__', operator: '=~', value },
  ];
  const found = yield* selectFrom(catalogue, { matchers, ...range });
  for (const [place, { labels }] of found.entries()) {
    if (place % SERIES_BETWEEN_PAUSES === 0) yield;
    const name = familyOf.get(labels.__name__);
    if (name === undefined) continue;
    const target = byAddress
      .get(addressOf(labels))
      ?.find(each => isPartOf(each.labels, labels));
    if (target === undefined) continue;
    const known = names.get(target) ?? new Set<string>();
    names.set(target, known.add(name));
  }
  return names;
}

function addressOf({ job = '', instance = '' }: Labels): string {
  return `${job}\n${instance}`;
}

function isPartOf(part: Labels, whole: Labels): boolean {
  return Object.entries(part).every(
    ([name, value]) => value === '' || whole[name] === value,
  );
}
