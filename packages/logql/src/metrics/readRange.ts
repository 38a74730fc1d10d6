import type { Labels, Samples, StoredSeries } from '@orrery/promql';

import type { QueryStats } from '../evaluation/QueryStats';
import { linesPerStep, type Steps } from '../evaluation/Steps';
import { formatLabels } from '../labels/Labels';
import { LogqlError } from '../LogqlError';
import { errorLabel, LineState } from '../lines/LineState';
import type { LogSource } from '../lines/LogSource';
import { compilePipeline } from '../pipeline/compilePipeline';
import type { Grouping, RangeAggregation } from '../syntax/Expr';
import { createGrouper, type LineGroup } from './createGrouper';
import { compileExtractor } from './extractSample';
import { SampleList } from './SampleList';
import { type StepGrid, stepsOf, windowIntervals } from './StepGrid';
import { WindowCounter } from './WindowCounter';

/** What bounds the memory of a query. */
export interface ReadLimits {
  /** Series at a time, before they are aggregated. */
  readonly maxSeries: number;
  /** Numbers held at once. */
  readonly maxSamples: number;
}

/** Collects what the lines of one series amount to. */
interface Collector {
  readonly labels: Labels;
  add(timeMs: number, value: number): void;
  toSamples(): Samples;
}

/**
 * Reads the lines of a range aggregation as series: without `unwrap`, what falls into the window of each step; with it, the numbers
 * themselves. Throws a LogqlError for a pipeline that is none, for a line in error and past the limits. Cost: O(lines + series × steps).
 */
export function* readRange(
  expr: RangeAggregation,
  grouping: Grouping | undefined,
  grid: StepGrid,
  source: LogSource,
  limits: ReadLimits,
  stats: QueryStats,
): Steps<readonly StoredSeries[]> {
  const { rangeMs, offsetMs, logs, operator, unwrap } = expr;
  const pipeline = compilePipeline(logs.stages);
  const extract = compileExtractor(expr);
  const isAbsent = operator === 'absent_over_time';
  const groupOf = createGrouper(
    isAbsent ? { without: false, labels: [] } : expr.grouping ?? grouping,
    unwrap?.label,
  );
  const collectors = new Map<string, Collector>();
  let held = 0;

  function hold(numbers: number): void {
    held += numbers;
    if (held <= limits.maxSamples) return;
    throw new LogqlError(
      'limit',
      `the query holds more than ${limits.maxSamples} samples at a time; consider a shorter range or fewer steps`,
    );
  }

  function collectorOf({ key, labels }: LineGroup): Collector {
    const known = collectors.get(key);
    if (known) return known;
    if (collectors.size >= limits.maxSeries)
      throw tooManySeries(limits.maxSeries);
    const made =
      unwrap && !isAbsent
        ? listCollector(labels)
        : windowCollector(labels, expr, grid);
    if (!unwrap) hold(2 * stepsOf(grid));
    collectors.set(key, made);
    return made;
  }

  const intervals = windowIntervals(grid, rangeMs, offsetMs);
  const streams = source.select({
    matchers: logs.matchers,
    fromMs: intervals[0].fromMs,
    toMs: intervals[intervals.length - 1].toMs,
  });
  stats.streams += streams.length;
  for (const interval of intervals) {
    for (const stream of streams) {
      const range = { ...interval, direction: 'forward' } as const;
      for (const entry of stream.entries(range)) {
        stats.linesProcessed += 1;
        if (stats.linesProcessed % linesPerStep === 0) yield;
        const state = new LineState(entry, stream.labels);
        if (!pipeline(state)) continue;
        const value = extract(state);
        if (value === undefined) continue;
        if (state.hasError) throw pipelineError(state);
        stats.linesKept += 1;
        if (unwrap) hold(2);
        collectorOf(groupOf(state)).add(entry.timeMs, value);
      }
    }
  }
  const found = [...collectors.values()];
  const series = isAbsent ? [absentCollector(expr, grid, found[0])] : found;
  return series.map(({ labels, toSamples }) => {
    const samples = toSamples();
    return { labels, samples: () => samples };
  });
}

/** How Loki words that a query has too many series. */
export function tooManySeries(maxSeries: number): LogqlError {
  return new LogqlError(
    'limit',
    `maximum number of series (${maxSeries}) reached for a single query; consider reducing query cardinality by adding more specific stream selectors, reducing the time range, or aggregating results with functions like sum, count or topk`,
  );
}

function listCollector(labels: Labels): Collector {
  const list = new SampleList();
  return {
    labels,
    add: (timeMs, value) => list.add(timeMs, value),
    toSamples: () => list.toSamples(),
  };
}

/** Lines, or their bytes, in each window; a window without lines has no sample. */
function windowCollector(
  labels: Labels,
  { rangeMs, offsetMs, operator }: RangeAggregation,
  grid: StepGrid,
): Collector {
  const lines = new WindowCounter(grid, rangeMs, offsetMs);
  const amounts = operator.startsWith('bytes_')
    ? new WindowCounter(grid, rangeMs, offsetMs)
    : undefined;
  const isRate = operator === 'rate' || operator === 'bytes_rate';
  const divisor = isRate ? rangeMs / 1000 : 1;
  return {
    labels,
    add: (timeMs, value) => {
      lines.add(timeMs, 1);
      amounts?.add(timeMs, value);
    },
    toSamples: () => {
      const counts = lines.sums();
      const sums = amounts?.sums() ?? counts;
      return whereStep(
        grid,
        step => counts[step] > 0,
        step => sums[step] / divisor,
      );
    },
  };
}

/** One where there are no lines; labelled by what the selector says for sure. */
function absentCollector(
  { logs }: RangeAggregation,
  grid: StepGrid,
  present: Collector | undefined,
): Collector {
  const names = logs.matchers.map(({ name }) => name);
  const sure = logs.matchers.filter(
    ({ name, operator }) =>
      operator === '=' && names.indexOf(name) === names.lastIndexOf(name),
  );
  return {
    labels: Object.fromEntries(sure.map(({ name, value }) => [name, value])),
    add: () => {},
    toSamples: () => {
      const there = new Set(present?.toSamples().timestampsMs);
      const isThere = (step: number) =>
        there.has(grid.startMs + step * grid.stepMs);
      return whereStep(
        grid,
        step => !isThere(step),
        () => 1,
      );
    },
  };
}

function whereStep(
  grid: StepGrid,
  has: (step: number) => boolean,
  valueOf: (step: number) => number,
): Samples {
  const steps = Array.from({ length: stepsOf(grid) }, (_, step) => step);
  const chosen = steps.filter(has);
  return {
    timestampsMs: Float64Array.from(
      chosen,
      step => grid.startMs + step * grid.stepMs,
    ),
    values: Float64Array.from(chosen, valueOf),
  };
}

function pipelineError(state: LineState): LogqlError {
  const error = state.get(errorLabel);
  return new LogqlError(
    'execution',
    `pipeline error: '${error}' for series: '${formatLabels(state.labels())}'.
Use a label filter to intentionally skip this error. (e.g | __error__!="${error}").
To skip all potential errors you can match empty errors.(e.g __error__="")
The label filter can also be specified after unwrap. (e.g | unwrap latency | __error__="" )
`,
  );
}
