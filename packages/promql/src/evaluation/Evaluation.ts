import type {
  AtModifier,
  Expr,
  MatrixSelector,
  Subquery,
  VectorSelector,
} from '../syntax/Expr';
import type { Samples } from '../series/SeriesSource';
import type { Labels } from '../series/Labels';
import type { Semantics } from './EvaluationOptions';
import type { Pausable } from './Pausable';
import type { StepGrid, StepSeries } from './StepSeries';

/** What operators and functions may ask of the evaluation they are part of; it pauses between series. */
export interface Evaluation {
  readonly grid: StepGrid;
  readonly semantics: Semantics;
  vectorOf(expr: Expr): Pausable<readonly StepSeries[]>;
  /** The value at every step. */
  scalarOf(expr: Expr): Pausable<Float64Array>;
  stringOf(expr: Expr): Pausable<string>;
  /** The elements of a selector; with `asTimestamps` the seconds of its samples rather than their values. */
  select(
    selector: VectorSelector,
    asTimestamps: boolean,
  ): Pausable<readonly StepSeries[]>;
  /** What a range function reads. */
  rangesOf(expr: MatrixSelector | Subquery): Pausable<RangeVector>;
  /** Refuses what would take more memory than allowed, before it is taken. */
  take(samples: number): void;
}

/** A range vector at every step: for each series, one pass over samples that cover all windows. */
export interface RangeVector {
  readonly rangeMs: number;
  /** Whether the oldest instant of a window belongs to it. */
  readonly includesStart: boolean;
  /** The newest instant of the window at each step; it never falls. */
  readonly windowEndsMs: Float64Array;
  /** To be called now and then while windows are read; throws when the evaluation shall stop. */
  checkpoint(): void;
  /** Series with the samples that are not stale markers, read one by one. */
  readonly series: Iterable<RangeSeries>;
}

/** A series with samples that cover all windows. */
export interface RangeSeries {
  readonly labels: Labels;
  readonly samples: Samples;
}

/** The times that a selector looks at: at every step, or fixed by `@`, moved by its offset. */
export function referenceTimes(
  grid: StepGrid,
  { at, offsetMs }: { readonly at?: AtModifier; readonly offsetMs: number },
  query: { readonly startMs: number; readonly endMs: number },
): Float64Array {
  if (at === undefined) return grid.timesMs.map(timeMs => timeMs - offsetMs);
  const fixedMs = {
    timestamp: at.kind === 'timestamp' ? at.timestampMs : 0,
    start: query.startMs,
    end: query.endMs,
  }[at.kind];
  return new Float64Array(grid.count).fill(fixedMs - offsetMs);
}
