import {
  compileMatchers,
  type LabelMatcher,
  markStale,
  type Pausable,
  runToEnd,
  type Samples,
  type SeriesRequest,
  type SeriesSource,
  type StoredSeries,
} from '@orrery/promql';
import {
  sampleNamesOf,
  type Series,
  type Telemetry,
} from '@orrery/telemetry-model';

import { SCRAPE_INTERVAL_MS, scrapeOffsetMs } from './scrapeTimes';

export interface TelemetrySourceOptions {
  readonly telemetry: () => Telemetry;
  /** Nothing is known of the time after it. */
  readonly nowMs: () => number;
}

/** The moments of scrapes; series of one instance share them, and there are many series. */
class ScrapeGrids {
  readonly #known = new Map<string, Float64Array>();

  /** Those of a range, and one before it, which tells whether a series has just ended. */
  between({ labels }: Series, fromMs: number, toMs: number): Float64Array {
    const offsetMs = scrapeOffsetMs(labels, SCRAPE_INTERVAL_MS);
    const key = `${offsetMs}/${fromMs}/${toMs}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const first = Math.ceil((fromMs - offsetMs) / SCRAPE_INTERVAL_MS);
    const last = Math.floor((toMs - offsetMs) / SCRAPE_INTERVAL_MS);
    const timesMs = new Float64Array(Math.max(0, last - first + 1) + 1);
    for (let place = 0; place < timesMs.length; place += 1) {
      timesMs[place] = (first + place - 1) * SCRAPE_INTERVAL_MS + offsetMs;
    }
    this.#known.set(key, timesMs);
    return timesMs;
  }
}

/**
 * What a Prometheus that scrapes a cluster would hold: every series of the model at the moments of its scrapes, which are spread over
 * the interval by instance. Where a series ends stands a stale marker. Nothing is kept; reading costs that of the samples. Series are
 * made when their name is first asked for, so it pauses between names.
 */
export function createTelemetrySource({
  telemetry,
  nowMs,
}: TelemetrySourceOptions): SeriesSource {
  function* selectPausing({
    matchers,
    endMs,
  }: SeriesRequest): Pausable<readonly StoredSeries[]> {
    const others = matchers.filter(({ name }) => name !== '__name__');
    const matches = others.length > 0 ? compileMatchers(others) : undefined;
    const model = telemetry();
    const latestMs = Math.min(endMs, nowMs());
    const scrapes = new ScrapeGrids();
    const found: StoredSeries[] = [];
    const names = yield* namesOf(matchers, model);
    if (!names.every(isOfObjects)) yield* solveTraffic(model, nowMs());
    for (const name of names) {
      yield;
      for (const series of model.series(name, matches)) {
        found.push({
          labels: { ...series.labels, __name__: name },
          samples: (fromMs: number, toMs: number) =>
            scrapesOf(
              series,
              scrapes.between(series, fromMs, Math.min(toMs, latestMs)),
            ),
        });
      }
    }
    return found;
  }

  return {
    select: request => runToEnd(selectPausing(request)),
    selectPausing,
  };
}

/** What kube-state-metrics tells does not depend on the traffic. */
function isOfObjects(name: string): boolean {
  return name.startsWith('kube_') || name === 'up';
}

/** As long as Prometheus keeps samples by default. */
const RETENTION_MS = 15 * 86_400_000;
/** As long as a piece of the timeline of the traffic is. */
const PIECE_MS = 6 * 3_600_000;
const solved = new WeakSet<Telemetry['traffic']>();

/** Counters need the traffic since they began; the first to read one would solve it in one go. */
function* solveTraffic({ traffic }: Telemetry, nowMs: number): Pausable<void> {
  if (solved.has(traffic) || traffic.graph.keys.length === 0) return;
  for (let timeMs = nowMs - RETENTION_MS; ; timeMs += PIECE_MS) {
    traffic.serviceAt(0, 'load', Math.min(timeMs, nowMs));
    yield;
    if (timeMs >= nowMs) break;
  }
  solved.add(traffic);
}

/** One name where a matcher says which and no other contradicts, else all that fit. */
function* namesOf(
  matchers: readonly LabelMatcher[],
  model: Telemetry,
): Pausable<readonly string[]> {
  const ofName = matchers.filter(({ name }) => name === '__name__');
  const matchesName = compileMatchers(ofName);
  const named = ofName.find(
    ({ operator, value }) => operator === '=' && value !== '',
  );
  const candidates = named ? [named.value] : yield* allNames(model);
  return candidates.filter(name => matchesName({ __name__: name }));
}

/** Whether a name has series shows when they are made. */
function* allNames(model: Telemetry): Pausable<readonly string[]> {
  for (const name of model.families().flatMap(sampleNamesOf)) {
    if (model.series(name).length > 0) yield;
  }
  return model.metricNames();
}

function scrapesOf(series: Series, timesMs: Float64Array): Samples {
  const sampled = series.sample(timesMs);
  const count = timesMs.length - 1;
  if (!sampled.includes(NaN)) {
    return { timestampsMs: timesMs.subarray(1), values: sampled.subarray(1) };
  }
  const timestampsMs = new Float64Array(count);
  const values = new Float64Array(count);
  const ends: number[] = [];
  let kept = 0;
  for (let place = 1; place <= count; place += 1) {
    const isMissing = Number.isNaN(sampled[place]);
    if (isMissing && Number.isNaN(sampled[place - 1])) continue;
    if (isMissing) ends.push(kept);
    timestampsMs[kept] = timesMs[place];
    values[kept] = sampled[place];
    kept += 1;
  }
  const samples = {
    timestampsMs: timestampsMs.subarray(0, kept),
    values: values.subarray(0, kept),
  };
  for (const place of ends) markStale(samples.values, place);
  return samples;
}
