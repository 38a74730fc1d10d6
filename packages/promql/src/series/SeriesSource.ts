import type { Pausable } from '../evaluation/Pausable';
import type { LabelMatcher } from './LabelMatcher';
import type { Labels } from './Labels';

/**
 * Where samples come from. Promises of an implementation:
 * - `select()` returns every series whose labels fit all matchers (`compileMatchers` tells) and may have samples in the range,
 *   each label set once; a series without samples there may be returned as well.
 * - The order of series is the order of elements in instant vectors.
 */
export interface SeriesSource {
  select(request: SeriesRequest): readonly StoredSeries[];
  /** The same with pauses, where finding the series is work in itself; asked instead of `select()` where it is there. */
  selectPausing?(request: SeriesRequest): Pausable<readonly StoredSeries[]>;
}

/** What a selector asks for; both ends of the range belong to it. */
export interface SeriesRequest {
  readonly matchers: readonly LabelMatcher[];
  readonly startMs: number;
  readonly endMs: number;
}

/** One series of a source. */
export interface StoredSeries {
  readonly labels: Labels;
  /**
   * The samples from `startMs` to `endMs`, both included; more at either end does no harm. Timestamps rise strictly. Asked for
   * at most once per evaluation of a selector; the arrays are read at once and neither kept nor changed. A sample may be a
   * stale marker (`markStale`): the series ends there until its next sample.
   */
  samples(startMs: number, endMs: number): Samples;
}

/** Samples side by side. */
export interface Samples {
  readonly timestampsMs: Float64Array;
  readonly values: Float64Array;
}
