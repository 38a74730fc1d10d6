import { evaluateLogs, type LogQuery } from '../evaluation/evaluateLogs';
import {
  evaluateMetricInstant,
  evaluateMetricRange,
} from '../evaluation/evaluateMetrics';
import { runToEnd } from '../evaluation/Steps';
import { formatLabels } from '../labels/Labels';
import { LogqlError } from '../LogqlError';
import { parseQuery } from '../syntax/parseQuery';
import { type ArrayStream, createArrayLogSource } from './createArrayLogSource';

const everything: LogQuery = {
  startMs: 0,
  endMs: 1_000_000,
  direction: 'forward',
  limit: 1_000,
};

/** The lines that a query finds, each behind the labels it has then. */
export function askLines(
  query: string,
  streams: readonly ArrayStream[],
  how: Partial<LogQuery> = {},
): readonly string[] {
  const expr = parseQuery(query);
  if (expr.kind !== 'logs') throw new Error(`${query} asks for numbers`);
  const source = createArrayLogSource(streams);
  const { streams: found } = runToEnd(
    evaluateLogs(expr, { ...everything, ...how }, source),
  );
  return found.flatMap(({ labels, entries }) =>
    entries.map(({ line }) => `${formatLabels(labels)} ${line}`),
  );
}

/** The lines alone of a query over one stream. */
export function askStream(
  query: string,
  lines: readonly string[],
): readonly string[] {
  const labels = { app: 'web' };
  return askLines(query, [
    { labels, lines: lines.map((line, index) => [index * 1_000, line]) },
  ]).map(text => text.replace(/^\{.*?\} (?=[^,])/, ''));
}

/** The labels that the only line has after the stages, besides those of its stream. */
export function labelsAfter(
  stages: string,
  line: string,
): Readonly<Record<string, string>> {
  const expr = parseQuery(`{app="web"} ${stages}`);
  if (expr.kind !== 'logs') throw new Error(`${stages} asks for numbers`);
  const source = createArrayLogSource([
    { labels: { app: 'web' }, lines: [[0, line]] },
  ]);
  const { streams } = runToEnd(evaluateLogs(expr, everything, source));
  const { app, ...others } = streams[0]?.labels ?? {};
  return app === 'web' || app === undefined ? others : { ...others, app };
}

/** What a metric query yields at each step, by labels. */
export function askRange(
  query: string,
  streams: readonly ArrayStream[],
  grid = { startMs: 0, endMs: 60_000, stepMs: 10_000 },
): Readonly<Record<string, readonly (readonly [number, number])[]>> {
  const expr = parseQuery(query);
  if (expr.kind === 'logs') throw new Error(`${query} asks for lines`);
  const source = createArrayLogSource(streams);
  const { result } = runToEnd(evaluateMetricRange(expr, grid, { source }));
  return Object.fromEntries(
    result.series.map(({ labels, timestampsMs, values }) => [
      formatLabels(labels),
      [...timestampsMs].map((timeMs, at) => [timeMs, values[at]] as const),
    ]),
  );
}

/** What a metric query yields at one time, by labels, in order. */
export function askInstant(
  query: string,
  streams: readonly ArrayStream[],
  timeMs = 60_000,
): readonly (readonly [string, number])[] {
  const expr = parseQuery(query);
  if (expr.kind === 'logs') throw new Error(`${query} asks for lines`);
  const source = createArrayLogSource(streams);
  const { result } = runToEnd(evaluateMetricInstant(expr, timeMs, { source }));
  if (result.kind === 'scalar') return [['scalar', result.value]];
  if (result.kind !== 'vector') throw new Error(`got a ${result.kind}`);
  return result.elements.map(({ labels, value }) => [
    formatLabels(labels),
    value,
  ]);
}

/** The message with which something fails. */
export function errorOf(attempt: () => unknown): string {
  try {
    return `succeeded with ${JSON.stringify(attempt())}`;
  } catch (error) {
    if (error instanceof LogqlError) return error.message;
    throw error;
  }
}
