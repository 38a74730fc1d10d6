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

/** Writes the lines of a record once, whichever of them is read first. */
class WrittenRecord {
  readonly #record: LogRecord;
  readonly #write: (record: LogRecord) => readonly string[];
  #texts: readonly string[] | undefined;

  constructor(
    record: LogRecord,
    write: (record: LogRecord) => readonly string[],
  ) {
    this.#record = record;
    this.#write = write;
  }

  textAt(index: number): string {
    this.#texts ??= this.#write(this.#record);
    return this.#texts[index];
  }
}

/** There are millions, so its text is a getter of the class rather than of each object. */
class LazyLine implements ScannedLine {
  readonly timeMs: number;
  readonly level: LineLevel;
  readonly #written: WrittenRecord;
  readonly #index: number;

  constructor(
    { timeMs, level }: LogRecord,
    written: WrittenRecord,
    index: number,
  ) {
    this.timeMs = timeMs;
    this.level = index === 0 ? level : 'unknown';
    this.#written = written;
    this.#index = index;
  }

  get text(): string {
    return this.#written.textAt(this.#index);
  }
}

/** The lines of one record, which are written together. O(lines) now, O(length) when the first text is read. */
export function scannedLinesOf(
  record: LogRecord,
  count: number,
  write: (record: LogRecord) => readonly string[],
): readonly ScannedLine[] {
  const written = new WrittenRecord(record, write);
  if (count === 1) return [new LazyLine(record, written, 0)];
  return Array.from(
    { length: count },
    (_, index) => new LazyLine(record, written, index),
  );
}
