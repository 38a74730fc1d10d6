import type { GroupReport, Rule } from '@orrery/alerting';
import type { Labels, Pausable, SeriesSource } from '@orrery/promql';

/** A request of the HTTP API; `path` is that of the URL, `parameters` are those of the URL and of a form together. */
export interface PrometheusRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
}

/** An answer; JSON is in the envelope `{status: 'success', data}` or `{status: 'error', errorType, error}`. */
export interface PrometheusAnswer {
  readonly status: number;
  readonly contentType:
    | 'application/json'
    | 'text/plain; charset=utf-8'
    | 'text/plain; version=0.0.4; charset=utf-8';
  readonly text: string;
  /** Methods that the path knows, where the one of the request is not among them. */
  readonly allow?: readonly string[];
}

/** How Prometheus classes what went wrong; the HTTP status follows from it. */
export type PrometheusErrorType =
  | 'bad_data'
  | 'execution'
  | 'timeout'
  | 'unavailable'
  | 'internal';

/** What an exporter says about a metric. */
export interface MetricMetadata {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

/** An address that is scraped, and how the last scrape went. */
export interface ScrapeTarget {
  readonly labels: Labels;
  readonly discoveredLabels: Labels;
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly health: 'up' | 'down';
  readonly lastError: string;
  readonly lastScrapeMs: number;
  readonly lastScrapeSeconds: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** Which labels there are; names and values come in any order, and some more than once. */
export interface LabelCatalogue {
  names(): Pausable<readonly string[]>;
  values(name: string): Pausable<readonly string[]>;
}

/** What the API serves, and what it needs from outside. */
export interface PrometheusApiOptions {
  readonly source: SeriesSource;
  /** For those who only ask which series there are; the source unless given. */
  readonly catalogue?: SeriesSource;
  /** The labels of all series, for those who name no selector; found in the catalogue unless given. */
  readonly labels?: LabelCatalogue;
  readonly metadata: () => Iterable<MetricMetadata>;
  /** Rules after their last evaluation, those of one kind alone where it is given; none unless given. */
  readonly rules?: (kind?: Rule['kind']) => Pausable<readonly GroupReport[]>;
  /** None unless given. */
  readonly targets?: () => readonly ScrapeTarget[];
  /** Addresses that alerts are sent to; none unless given. */
  readonly alertmanagers?: () => readonly string[];
  /** The text of the configuration file. */
  readonly config?: string;
  /** Put on everything that leaves the server by `/federate`. */
  readonly externalLabels?: Labels;
  /** When the server came up; the epoch unless given. */
  readonly startedAtMs?: number;
  /** The time of the samples: that of a query which names none. */
  readonly nowMs: () => number;
  /** A clock that runs with the machine, for deadlines; a simulated one may stand still or race. */
  readonly elapsedMs: () => number;
  /** The longest a query may take; 2 minutes unless given. A request may ask for less. */
  readonly queryTimeoutMs?: number;
}
