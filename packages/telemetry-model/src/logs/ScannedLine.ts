import type { LogRecord } from './LogRecord';

/** How serious a line is; the further lines of a record, such as a stack trace, do not say. */
export type LineLevel = LogRecord['level'] | 'unknown';

/** A line whose text is written when it is first read. */
export interface ScannedLine {
  readonly timeMs: number;
  readonly level: LineLevel;
  /** Without line break. */
  readonly text: string;
}

/** The lines of one record, which are written together. O(lines) now, O(length) when the first text is read. */
export function scannedLinesOf(
  { timeMs, level }: LogRecord,
  count: number,
  write: () => readonly string[],
): readonly ScannedLine[] {
  let texts: readonly string[] | undefined;
  return Array.from({ length: count }, (_, index) => ({
    timeMs,
    level: index === 0 ? level : 'unknown',
    get text() {
      texts ??= write();
      return texts[index];
    },
  }));
}
