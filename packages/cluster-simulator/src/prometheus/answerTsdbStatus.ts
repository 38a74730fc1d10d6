import { type Pausable, selectFrom } from '@orrery/promql';

import type { PrometheusApiOptions } from './PrometheusApi';

/** As many as Prometheus names. */
const TOP = 10;
/** The span of its newest block, which is what it counts. */
const HEAD_MS = 2 * 3_600_000;
/** A millisecond or two. */
const SERIES_BETWEEN_PAUSES = 2_000;

/** `GET /api/v1/status/tsdb`: what most series are made of. Cost: all series. */
export function* answerTsdbStatus({
  source,
  catalogue = source,
  nowMs,
}: PrometheusApiOptions): Pausable<string> {
  const endMs = nowMs();
  const startMs = endMs - HEAD_MS;
  const found = yield* selectFrom(catalogue, { matchers: [], startMs, endMs });
  const byMetric = new Map<string, number>();
  const byPair = new Map<string, number>();
  const values = new Map<string, Set<string>>();
  for (const [place, { labels }] of found.entries()) {
    if (place % SERIES_BETWEEN_PAUSES === 0) yield;
    count(byMetric, labels.__name__, 1);
    for (const [name, value] of Object.entries(labels)) {
      if (value === '') continue;
      count(byPair, `${name}=${value}`, 1);
      const known = values.get(name) ?? new Set<string>();
      values.set(name, known.add(value));
    }
  }
  const bytes = new Map<string, number>();
  for (const [name, ofName] of values) {
    for (const value of ofName) count(bytes, name, value.length);
  }
  return JSON.stringify({
    headStats: {
      numSeries: found.length,
      numLabelPairs: byPair.size,
      chunkCount: found.length,
      minTime: startMs,
      maxTime: endMs,
    },
    seriesCountByMetricName: top(byMetric),
    labelValueCountByLabelName: top(
      new Map([...values].map(([name, { size }]) => [name, size])),
    ),
    memoryInBytesByLabelName: top(bytes),
    seriesCountByLabelValuePair: top(byPair),
  });
}

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function top(
  counts: ReadonlyMap<string, number>,
): readonly { readonly name: string; readonly value: number }[] {
  return [...counts]
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => b.value - a.value)
    .slice(0, TOP);
}
