import type { SeriesSource } from '../series/SeriesSource';

/**
 * - `prometheus-2`: as 2.42 does: a range of 5m and the look-back hold both their ends, and `atan2` keeps the metric's name.
 * - `prometheus-3`: both lack their older end, `atan2` drops the name, and `rate()` bounds its extrapolation by half an
 *   interval before it looks for the zero of a counter.
 */
export type Semantics = 'prometheus-2' | 'prometheus-3';

/** What an evaluation needs. */
export interface EvaluationOptions {
  readonly source: SeriesSource;
  /** How old the sample of an instant vector may be; 5 minutes unless given. */
  readonly lookbackMs?: number;
  /** The step of `[1h:]`; 1 minute unless given, as is Prometheus's evaluation interval. */
  readonly defaultSubqueryStepMs?: number;
  /** Whose rules decide in detail; `prometheus-2` unless given. */
  readonly semantics?: Semantics;
  /** Samples held at once; 50 million unless given, after which the query fails. Bounds memory to about nine times as many bytes. */
  readonly maxSamples?: number;
  /** Asked between series and within long ones; once it says so, the query fails with code `aborted`. */
  readonly shouldStop?: () => boolean;
}
