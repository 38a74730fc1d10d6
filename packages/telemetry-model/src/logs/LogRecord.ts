/** A line as the kubelet keeps it. */
export interface LogLine {
  readonly timeMs: number;
  /** Without line break. */
  readonly text: string;
}

/** A request that a line tells of. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
  readonly bytes: number;
  readonly remote: string;
}

/** Something to say, before anyone decides how it is written. */
export interface LogRecord {
  readonly timeMs: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly request?: LoggedRequest;
  /** Further facts, in order. */
  readonly fields?: Readonly<Record<string, string | number>>;
  /** Class of the exception behind an error. */
  readonly exception?: string;
  /** Decides details that only some formats write. */
  readonly luck: number;
}

/** Who writes. */
export interface LogSource {
  readonly namespace: string;
  readonly service: string;
  readonly pod: string;
  readonly container: string;
  readonly version: string;
  /** Hashes of the services through which its requests come in; at least one. */
  readonly doors: readonly number[];
}
