import {
  compileMatchers,
  type LabelMatcher,
  markStale,
  type Samples,
  type SeriesSource,
} from '@orrery/promql';
import { hashText, type Series, type Telemetry } from '@orrery/telemetry-model';

export interface TelemetrySourceOptions {
  readonly telemetry: () => Telemetry;
  /** Nothing is known of the time after it. */
  readonly nowMs: () => number;
  readonly scrapeIntervalMs?: number;
  /** Put on every series, as a federation does. */
  readonly externalLabels?: Readonly<Record<string, string>>;
}

const DEFAULT_SCRAPE_INTERVAL_MS = 15_000;

/**
 * What a Prometheus that scrapes a cluster would hold: every series of the model at the moments of its scrapes, which are spread over
 * the interval by instance. Where a series ends stands a stale marker. Nothing is kept; reading costs that of the samples.
 */
export function createTelemetrySource(
  options: TelemetrySourceOptions,
): SeriesSource {
  const {
    telemetry,
    nowMs,
    scrapeIntervalMs = DEFAULT_SCRAPE_INTERVAL_MS,
    externalLabels = {},
  } = options;
  return {
    select({ matchers, endMs }) {
      const matches = compileMatchers(matchers);
      const model = telemetry();
      const latestMs = Math.min(endMs, nowMs());
      return namesOf(matchers, model).flatMap(name =>
        model
          .series(name, labels =>
            matches({ ...labels, ...externalLabels, __name__: name }),
          )
          .map(series => ({
            labels: { ...series.labels, ...externalLabels, __name__: name },
            samples: (fromMs: number, toMs: number) =>
              scrapesOf(
                series,
                fromMs,
                Math.min(toMs, latestMs),
                scrapeIntervalMs,
              ),
          })),
      );
    },
  };
}

/** One name where a matcher says which, else all, which the matchers then sort out. */
function namesOf(
  matchers: readonly LabelMatcher[],
  model: Telemetry,
): readonly string[] {
  const named = matchers.find(
    ({ name, operator, value }) =>
      name === '__name__' && operator === '=' && value !== '',
  );
  if (named) return [named.value];
  const matchesName = compileMatchers(
    matchers.filter(({ name }) => name === '__name__'),
  );
  return model.metricNames().filter(name => matchesName({ __name__: name }));
}

function scrapesOf(
  series: Series,
  fromMs: number,
  toMs: number,
  intervalMs: number,
): Samples {
  const offsetMs =
    hashText(`${series.labels.job}/${series.labels.instance}`) % intervalMs;
  const first = Math.ceil((fromMs - offsetMs) / intervalMs);
  const last = Math.floor((toMs - offsetMs) / intervalMs);
  const count = Math.max(0, last - first + 1);
  // One scrape before the first tells whether the series has just ended.
  const timesMs = new Float64Array(count + 1);
  for (let place = 0; place <= count; place += 1)
    timesMs[place] = (first + place - 1) * intervalMs + offsetMs;
  const sampled = series.sample(timesMs);

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
