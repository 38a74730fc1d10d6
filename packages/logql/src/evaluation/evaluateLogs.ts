import type { Labels } from '@orrery/promql';

import { keyOf } from '../labels/Labels';
import { LineState, type LabelLayers } from '../lines/LineState';
import type { LogSource, LogStream } from '../lines/LogSource';
import { compilePipeline } from '../pipeline/compilePipeline';
import type { CompiledStage } from '../pipeline/Stage';
import type { LogExpr } from '../syntax/Expr';
import { createQueryStats, type QueryStats } from './QueryStats';
import { linesPerStep, type Steps } from './Steps';

/** Which lines are wanted. */
export interface LogQuery {
  /** Lines from this time on. */
  readonly startMs: number;
  /** Lines before this time. */
  readonly endMs: number;
  readonly direction: 'forward' | 'backward';
  /** At most so many, counted from the end that the direction begins at. */
  readonly limit: number;
  /** Lines that follow another by less are left out; 0 keeps all. */
  readonly intervalMs?: number;
}

/** A line of a result. */
export interface ResultEntry {
  readonly timeMs: number;
  readonly line: string;
  readonly layers: LabelLayers;
}

/** Lines with the same labels, in order of the direction. */
export interface ResultStream {
  readonly labels: Labels;
  readonly entries: readonly ResultEntry[];
}

/** Streams ordered by their labels. */
export interface LogResult {
  readonly streams: readonly ResultStream[];
  readonly stats: QueryStats;
}

const firstSpanMs = 15_000;
const longestSpanMs = 3_600_000;

/**
 * The first lines of all streams that pass the pipeline. The range is read in spans that double from 15 s to an hour, so a limit that is
 * soon reached costs little, however many streams and however long the range. Throws a LogqlError before it reads anything. Cost:
 * lines up to the limit; memory: the lines of a span that passed, at most `limit` a stream.
 */
export function* evaluateLogs(
  expr: LogExpr,
  query: LogQuery,
  source: LogSource,
): Steps<LogResult> {
  const pipeline = compilePipeline(expr.stages);
  const { startMs, endMs, direction, limit, intervalMs = 0 } = query;
  const stats = createQueryStats();
  const streams = source.select({
    matchers: expr.matchers,
    ...{ fromMs: startMs, toMs: endMs },
  });
  stats.streams = streams.length;
  const isBackward = direction === 'backward';
  const order = isBackward ? -1 : 1;
  const kept: LineState[] = [];
  let lastMs = -Infinity * order;
  let reachedMs = isBackward ? endMs : startMs;
  for (
    let spanMs = firstSpanMs;
    kept.length < limit &&
    (isBackward ? reachedMs > startMs : reachedMs < endMs);
    spanMs = Math.min(2 * spanMs, longestSpanMs)
  ) {
    const fromMs = isBackward
      ? Math.max(startMs, reachedMs - spanMs)
      : reachedMs;
    const toMs = isBackward ? reachedMs : Math.min(endMs, reachedMs + spanMs);
    const found: LineState[] = [];
    for (const stream of streams) {
      const most = intervalMs > 0 ? Infinity : limit - kept.length;
      const range = { fromMs, toMs, direction };
      yield* readStream(stream, range, most, { pipeline, stats, found });
    }
    found.sort((a, b) => order * (a.entry.timeMs - b.entry.timeMs));
    for (const state of found) {
      if (kept.length >= limit) break;
      const { timeMs } = state.entry;
      if (intervalMs > 0 && order * (timeMs - lastMs) < intervalMs) continue;
      lastMs = timeMs;
      kept.push(state);
    }
    reachedMs = isBackward ? fromMs : toMs;
  }
  stats.linesKept = kept.length;
  return { streams: groupByLabels(kept), stats };
}

interface Reading {
  readonly pipeline: CompiledStage;
  readonly stats: QueryStats;
  readonly found: LineState[];
}

function* readStream(
  stream: LogStream,
  range: Parameters<LogStream['entries']>[0],
  most: number,
  { pipeline, stats, found }: Reading,
): Steps<void> {
  let taken = 0;
  for (const entry of stream.entries(range)) {
    stats.linesProcessed += 1;
    if (stats.linesProcessed % linesPerStep === 0) yield;
    const state = new LineState(entry, stream.labels);
    if (!pipeline(state)) continue;
    found.push(state);
    taken += 1;
    if (taken >= most) return;
  }
}

function groupByLabels(states: readonly LineState[]): readonly ResultStream[] {
  const groups = new Map<string, { labels: Labels; entries: ResultEntry[] }>();
  for (const state of states) {
    const labels = state.labels();
    const key = keyOf(labels);
    const group = groups.get(key) ?? { labels, entries: [] };
    groups.set(key, group);
    group.entries.push({
      timeMs: state.entry.timeMs,
      line: state.line,
      layers: state.layers(),
    });
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => group);
}
