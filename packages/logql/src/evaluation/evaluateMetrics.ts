import {
  evaluateInstant,
  evaluateRange,
  type InstantResult,
  type MatrixResult,
  PromqlError,
  type StoredSeries,
} from '@orrery/promql';

import { LogqlError } from '../LogqlError';
import type { LogSource } from '../lines/LogSource';
import {
  readRange,
  type ReadLimits,
  tooManySeries,
} from '../metrics/readRange';
import { type StepGrid, stepsOf } from '../metrics/StepGrid';
import {
  leafLabel,
  type PromqlTranslation,
  toPromql,
} from '../metrics/toPromql';
import type { MetricExpr } from '../syntax/Expr';
import { createQueryStats, type QueryStats } from './QueryStats';
import type { Steps } from './Steps';

/** What a metric query needs, and how far it may go. */
export interface MetricOptions {
  readonly source: LogSource;
  /** Series of the answer; 500 unless given. */
  readonly maxSeries?: number;
  /** Series and samples while the query runs. */
  readonly limits?: Partial<ReadLimits>;
  /** Asked while numbers are worked out, which does not pause; once it says so, the query fails with code `limit`. */
  readonly shouldStop?: () => boolean;
}

const defaultLimits: ReadLimits = { maxSeries: 20_000, maxSamples: 20_000_000 };
const defaultMaxSeries = 500;
const maxSteps = 11_000;

/** Evaluates a query at every step of a range, `(t - range, t]` each. Throws a LogqlError. Pauses while it reads lines. */
export function* evaluateMetricRange(
  expr: MetricExpr,
  grid: StepGrid,
  options: MetricOptions,
): Steps<{ readonly result: MatrixResult; readonly stats: QueryStats }> {
  if (!(grid.stepMs > 0) || !(grid.endMs >= grid.startMs)) {
    throw new LogqlError('limit', 'the range of a query must have steps');
  }
  if (stepsOf(grid) - 1 > maxSteps) {
    throw new LogqlError(
      'limit',
      'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter',
    );
  }
  const read = yield* readLeaves(expr, grid, options);
  const result = evaluated(() =>
    evaluateRange(read.expr, grid, evaluationOptions(read.series, options)),
  );
  checkSeries(result.series.length, options);
  return { result, stats: read.stats };
}

/** Evaluates a query at one time. Throws a LogqlError. */
export function* evaluateMetricInstant(
  expr: MetricExpr,
  timeMs: number,
  options: MetricOptions,
): Steps<{ readonly result: InstantResult; readonly stats: QueryStats }> {
  const grid = { startMs: timeMs, endMs: timeMs, stepMs: 1 };
  const read = yield* readLeaves(expr, grid, options);
  const result = evaluated(() =>
    evaluateInstant(read.expr, timeMs, evaluationOptions(read.series, options)),
  );
  if (result.kind === 'vector') checkSeries(result.elements.length, options);
  return { result, stats: read.stats };
}

interface ReadLeaves {
  readonly expr: PromqlTranslation['expr'];
  readonly series: readonly (readonly StoredSeries[])[];
  readonly stats: QueryStats;
}

function* readLeaves(
  metric: MetricExpr,
  grid: StepGrid,
  { source, limits }: MetricOptions,
): Steps<ReadLeaves> {
  const { expr, leaves } = toPromql(metric);
  const stats = createQueryStats();
  const series: (readonly StoredSeries[])[] = [];
  for (const { aggregation, grouping } of leaves) {
    series.push(
      yield* readRange(
        aggregation,
        grouping,
        grid,
        source,
        { ...defaultLimits, ...limits },
        stats,
      ),
    );
  }
  return { expr, series, stats };
}

/** A step's value is that of its very time, and windows lack their older end. */
function evaluationOptions(
  series: readonly (readonly StoredSeries[])[],
  { shouldStop, limits }: MetricOptions,
) {
  return {
    source: {
      select: ({
        matchers,
      }: {
        readonly matchers: readonly {
          readonly name: string;
          readonly value: string;
        }[];
      }) => {
        const leaf = matchers.find(({ name }) => name === leafLabel);
        return series[Number(leaf?.value)] ?? [];
      },
    },
    lookbackMs: 1,
    semantics: 'prometheus-3' as const,
    maxSamples: limits?.maxSamples ?? defaultLimits.maxSamples,
    shouldStop,
  };
}

function evaluated<T>(evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    const code = error.code === 'aborted' ? 'limit' : 'execution';
    throw new LogqlError(code, error.message);
  }
}

function checkSeries(count: number, options: MetricOptions): void {
  const { maxSeries = defaultMaxSeries } = options;
  if (count > maxSeries) throw tooManySeries(maxSeries);
}
