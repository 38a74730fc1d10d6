import {
  formatSampleValue,
  isStale,
  type Labels,
  type Pausable,
  parseSeriesSelector,
  PromqlError,
  selectFrom,
} from '@orrery/promql';

import type { PrometheusAnswer, PrometheusApiOptions } from './PrometheusApi';
import { sortedLabels } from './sortedLabels';

/** As far back as Prometheus looks for the latest sample. */
const LOOKBACK_MS = 300_000;

/** `GET /federate`: the latest sample of each selected series, with its time, in the text format. */
export function* answerFederate(
  { source, nowMs, externalLabels = {} }: PrometheusApiOptions,
  parameters: URLSearchParams,
): Pausable<PrometheusAnswer> {
  const endMs = nowMs();
  const lines = new Map<string, Map<string, string>>();
  try {
    const selectors = parameters.getAll('match[]').map(parseSeriesSelector);
    for (const matchers of selectors) {
      const range = { startMs: endMs - LOOKBACK_MS, endMs };
      const found = yield* selectFrom(source, { matchers, ...range });
      for (const { labels, samples } of found) {
        yield;
        const { timestampsMs, values } = samples(range.startMs, endMs);
        const last = timestampsMs.findLastIndex(timeMs => timeMs <= endMs);
        if (last < 0 || isStale(values, last)) continue;
        const name = labels.__name__;
        const metric = lines.get(name) ?? new Map<string, string>();
        lines.set(name, metric);
        const text = labelsText(labels, externalLabels);
        metric.set(
          text,
          `${name}${text} ${formatSampleValue(values[last])} ${
            timestampsMs[last]
          }\n`,
        );
      }
    }
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    return {
      status: 400,
      contentType: 'text/plain; charset=utf-8',
      text: `${error.message}\n`,
    };
  }
  const families = [...lines].sort(byKey).map(([name, metric]) => {
    const samples = [...metric].sort(byKey).map(([, line]) => line);
    return `# TYPE ${name} untyped\n${samples.join('')}`;
  });
  return {
    status: 200,
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    text: families.join(''),
  };
}

/** A series without an instance says so, or the one who scrapes would add its own. */
function labelsText(labels: Labels, externalLabels: Labels): string {
  const own = Object.entries(sortedLabels(labels)).filter(
    ([name]) => name !== '__name__',
  );
  const names = new Set(own.map(([name]) => name));
  const added = Object.entries({ ...externalLabels, instance: '' })
    .filter(([name]) => !names.has(name))
    .sort(byKey);
  const pairs = [...own, ...added].map(
    ([name, value]) =>
      `${name}="${value
        .replace(/\\/g, '\\\\')
        .replace(/"/g, '\\"')
        .replace(/\n/g, '\\n')}"`,
  );
  return `{${pairs.join(',')}}`;
}

function byKey(
  [a]: readonly [string, unknown],
  [b]: readonly [string, unknown],
): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
