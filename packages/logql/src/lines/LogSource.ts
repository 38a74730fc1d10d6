import type { LabelMatcher, Labels } from '@orrery/promql';

/** One line of a log. */
export interface LogEntry {
  /** Whole milliseconds. */
  readonly timeMs: number;
  /** Without line break. A source may write it only when it is read: many queries do not. */
  readonly line: string;
  /** Labels of this line alone; a source should give equal ones as the same object. */
  readonly metadata?: Labels;
}

/** Which lines of a stream are wanted. */
export interface LogRange {
  /** Lines from this time on. */
  readonly fromMs: number;
  /** Lines before this time. */
  readonly toMs: number;
  readonly direction: 'forward' | 'backward';
}

/** The lines with the same labels. */
export interface LogStream {
  readonly labels: Labels;
  /** Its lines in the range, in order of the direction; read lazily, so that a reader may stop anywhere. */
  entries(range: LogRange): Iterable<LogEntry>;
}

/**
 * Where lines come from. Promises of an implementation:
 * - `select()` returns every stream whose labels fit all matchers (`compileMatchers` tells) and may have lines in the range,
 *   each label set once; a stream without lines there may be returned as well.
 * - The same range of a stream gives the same lines while a query runs.
 */
export interface LogSource {
  select(request: {
    readonly matchers: readonly LabelMatcher[];
    readonly fromMs: number;
    readonly toMs: number;
  }): readonly LogStream[];
}
