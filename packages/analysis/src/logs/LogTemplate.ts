/** How bad a line says it is. */
export type LogSeverity = 'fatal' | 'error' | 'warning' | 'info' | 'debug';

/** A group of log lines that one statement of a program wrote, as it is known now. */
export interface LogTemplate {
  /** 16 hexadecimal digits; the same template has the same id in every run. */
  readonly id: string;
  /** The text of its lines with `<*>` for each variable part, blanks simplified; matches every line of the group. */
  readonly text: string;
  readonly severity: LogSeverity;
  readonly lines: number;
  /** Time of the first and the last line; `undefined` when lines came without a time. */
  readonly firstSeenMs?: number;
  readonly lastSeenMs?: number;
  /** Exponentially weighted mean of lines per minute, of the minutes that are over. */
  readonly linesPerMinute: number;
}

/** What became of one line. */
export interface LogMatch {
  readonly templateId: string;
  /** Whether the line is the first of its template. */
  readonly isNew: boolean;
  /** Templates that turned out to be part of `templateId` with this line; their ids lead there from now on. */
  readonly merged: readonly string[];
  /** The template that had to leave to make room, in its last state. */
  readonly evicted?: LogTemplate;
}

/** Something about the log that is worth a look. */
export type LogFinding =
  | {
      readonly kind: 'newPattern';
      readonly templateId: string;
      readonly atMs: number;
      readonly severity: LogSeverity;
      readonly text: string;
    }
  | {
      readonly kind: 'rateChange';
      readonly templateId: string;
      /** End of the minute that is unlike the ones before. */
      readonly atMs: number;
      readonly severity: LogSeverity;
      readonly text: string;
      readonly direction: 'up' | 'down';
      readonly linesPerMinute: number;
      readonly expectedPerMinute: number;
      /** Standard deviations from the expected rate, always positive. */
      readonly score: number;
    };
