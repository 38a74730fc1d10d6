import type { SeriesSource } from '@orrery/promql';

/** A request of the HTTP API; `path` begins with `/api/v1/`, `parameters` are those of the URL and of a form together. */
export interface PrometheusRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
}

/** An answer; JSON is in the envelope `{status: 'success', data}` or `{status: 'error', errorType, error}`. */
export interface PrometheusAnswer {
  readonly status: number;
  readonly contentType: 'application/json' | 'text/plain; charset=utf-8';
  readonly text: string;
}

/** How Prometheus classes what went wrong; the HTTP status follows from it. */
export type PrometheusErrorType =
  | 'bad_data'
  | 'execution'
  | 'timeout'
  | 'internal';

/** What an exporter says about a metric. */
export interface MetricMetadata {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

/** What the API serves, and what it needs from outside. */
export interface PrometheusApiOptions {
  readonly source: SeriesSource;
  readonly metadata: () => Iterable<MetricMetadata>;
  /** The time of the samples: that of a query which names none. */
  readonly nowMs: () => number;
  /** A clock that runs with the machine, for deadlines; a simulated one may stand still or race. */
  readonly elapsedMs: () => number;
  /** The longest a query may take; 2 minutes unless given. A request may ask for less. */
  readonly queryTimeoutMs?: number;
}
