import {
  evaluateLogs,
  evaluateMetricInstant,
  evaluateMetricRange,
  formatQuery,
  parseQuery,
  type QueryStats,
  type ResultStream,
} from '@orrery/logql';
import { toResultJson } from '../prometheus/toResultJson';
import type { LokiEndpoint } from './LokiApi';
import { LokiFailure } from './LokiFailure';
import {
  directionOf,
  limitOf,
  optionalDurationMs,
  rangeOf,
  stepOf,
  timeOf,
} from './parseLokiParameters';
import { QUERY_TIMEOUT_MS, runSliced } from './runSliced';
import { toStatsJson } from './toStatsJson';
import { toCategorizedJson, toStreamsJson } from './toStreamsJson';

/** `GET|POST /loki/api/v1/query`: numbers at one time. */
export const answerQuery: LokiEndpoint = async (context, request) => {
  const { source, nowMs, elapsedMs } = context;
  const { parameters, signal } = request;
  const timeMs = timeOf(parameters, 'time', nowMs());
  limitOf(parameters);
  directionOf(parameters);
  const expr = parseQuery(parameters.get('query') ?? '');
  if (expr.kind === 'logs') {
    throw new LokiFailure(
      400,
      'log queries are not supported as an instant query type, please change your query to a range query type',
    );
  }
  const startedMs = elapsedMs();
  const { result, stats } = await runSliced(
    evaluateMetricInstant(expr, timeMs, {
      source,
      shouldStop: () => elapsedMs() - startedMs > QUERY_TIMEOUT_MS,
    }),
    ...([elapsedMs, signal] as const),
  );
  return dataJson(
    await runSliced(toResultJson(result, timeMs), elapsedMs, signal),
    statsJson(stats, elapsedMs() - startedMs, []),
  );
};

/** `GET|POST /loki/api/v1/query_range`: lines, or numbers at every step. */
export const answerQueryRange: LokiEndpoint = async (context, request) => {
  const { source, nowMs, elapsedMs } = context;
  const { parameters, signal, categorizesLabels } = request;
  const range = rangeOf(parameters, nowMs());
  const limit = limitOf(parameters);
  const direction = directionOf(parameters);
  const stepMs = stepOf(parameters, range);
  const intervalMs = optionalDurationMs(parameters, 'interval') ?? 0;
  if (intervalMs < 0) throw new LokiFailure(400, 'interval must be >= 0');
  const expr = parseQuery(parameters.get('query') ?? '');
  const startedMs = elapsedMs();
  if (expr.kind === 'logs') {
    const { streams, stats } = await runSliced(
      evaluateLogs(expr, { ...range, limit, direction, intervalMs }, source),
      elapsedMs,
      signal,
    );
    const result = categorizesLabels
      ? toCategorizedJson(streams)
      : toStreamsJson(streams);
    const flags = categorizesLabels
      ? ',"encodingFlags":["categorize-labels"]'
      : '';
    return dataJson(
      `{"resultType":"streams"${flags},"result":${result}}`,
      statsJson(stats, elapsedMs() - startedMs, streams),
    );
  }
  const { result, stats } = await runSliced(
    evaluateMetricRange(
      expr,
      { ...range, stepMs },
      {
        source,
        shouldStop: () => elapsedMs() - startedMs > QUERY_TIMEOUT_MS,
      },
    ),
    elapsedMs,
    signal,
  );
  return dataJson(
    await runSliced(toResultJson(result, range.endMs), elapsedMs, signal),
    statsJson(stats, elapsedMs() - startedMs, []),
  );
};

/** `GET|POST /loki/api/v1/format_query` */
export const answerFormatQuery: LokiEndpoint = (_, { parameters }) => {
  const formatted = formatQuery(parseQuery(parameters.get('query') ?? ''));
  return JSON.stringify({ status: 'success', data: formatted });
};

/** Adds the statistics to `{"resultType":…,"result":…}`. */
function dataJson(resultJson: string, statistics: string): string {
  const open = resultJson.slice(0, -1);
  return `{"status":"success","data":${open},"stats":${statistics}}}`;
}

function statsJson(
  stats: QueryStats,
  tookMs: number,
  streams: readonly ResultStream[],
): string {
  const lines = streams.flatMap(({ entries }) => entries);
  const bytes = lines.reduce((sum, { line }) => sum + line.length, 0);
  return toStatsJson({
    ...stats,
    seconds: tookMs / 1_000,
    meanLineBytes: lines.length === 0 ? 0 : bytes / lines.length,
  });
}
