import type { RuleEngine } from '@orrery/alerting';
import {
  type LabelMatcher,
  type Pausable,
  selectFrom,
  type SeriesSource,
  sharePausable,
} from '@orrery/promql';

import type { LabelCatalogue } from './PrometheusApi';

/** What a label catalogue is made of. */
export interface LabelCatalogueOptions {
  /** The series that are scraped. */
  readonly scraped: SeriesSource;
  readonly rules: Pick<RuleEngine, 'catalogue' | 'metricNames'>;
  readonly nowMs: () => number;
}

type Index = ReadonlyMap<string, ReadonlySet<string>>;

/** A new series shows at the next scrape anyway, or at the one after it. */
const FRESH_MS = 30_000;
/** A millisecond or two. */
const SERIES_BETWEEN_PAUSES = 2_000;

/**
 * The labels of all series of a Prometheus, looked through once in half a minute: those who choose a metric ask one question after the
 * other. The names of metrics are known without evaluating rules. Cost: all series, at the first question. Memory: each label value once.
 */
export function createLabelCatalogue({
  scraped,
  rules,
  nowMs,
}: LabelCatalogueOptions): LabelCatalogue {
  const ofScraped = kept(nowMs, () => indexOf(scraped, [], nowMs()));
  const ofRules = kept(nowMs, () =>
    indexOf(rules.catalogue, named(rules.metricNames), nowMs()),
  );
  return {
    *names() {
      const indexes = [yield* ofScraped(), yield* ofRules()];
      return indexes.flatMap(index => [...index.keys()]);
    },
    *values(name) {
      const values = [...((yield* ofScraped()).get(name) ?? [])];
      if (name === '__name__') return [...values, ...rules.metricNames];
      return [...values, ...((yield* ofRules()).get(name) ?? [])];
    },
  };
}

/** Those of several clusters together, told apart by a label. */
export function joinLabelCatalogues(
  label: string,
  members: ReadonlyMap<string, LabelCatalogue>,
): LabelCatalogue {
  return {
    *names() {
      const names = [label];
      for (const each of members.values()) names.push(...(yield* each.names()));
      return names;
    },
    *values(name) {
      if (name === label) return [...members.keys()];
      const values: string[] = [];
      for (const each of members.values()) {
        values.push(...(yield* each.values(name)));
      }
      return values;
    },
  };
}

/** What was made last while it is fresh; those who ask while it is made share the work. */
function kept(
  nowMs: () => number,
  make: () => Pausable<Index>,
): () => Pausable<Index> {
  let madeAtMs = -Infinity;
  let share: (() => Pausable<Index>) | undefined;
  return () => {
    const ageMs = nowMs() - madeAtMs;
    if (share === undefined || ageMs < 0 || ageMs > FRESH_MS) {
      madeAtMs = nowMs();
      share = sharePausable(make());
    }
    return share();
  };
}

function* indexOf(
  source: SeriesSource,
  matchers: readonly LabelMatcher[],
  atMs: number,
): Pausable<Index> {
  const range = { startMs: 0, endMs: atMs };
  const index = new Map<string, Set<string>>();
  const found = yield* selectFrom(source, { matchers, ...range });
  for (const [place, { labels }] of found.entries()) {
    if (place % SERIES_BETWEEN_PAUSES === 0) yield;
    for (const [name, value] of Object.entries(labels)) {
      if (value === '') continue;
      const values = index.get(name);
      if (values === undefined) index.set(name, new Set([value]));
      else values.add(value);
    }
  }
  return index;
}

function named(names: readonly string[]): readonly LabelMatcher[] {
  return [{ name: '__name__', operator: '=~', value: names.join('|') }];
}
