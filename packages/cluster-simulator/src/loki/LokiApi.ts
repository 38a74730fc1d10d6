import type { LogSource } from '@orrery/logql';

/** What the endpoints answer from. */
export interface LokiApiContext {
  readonly source: LogSource;
  /** The time of the cluster. */
  readonly nowMs: () => number;
  /** The time that queries take, which is not the cluster's. */
  readonly elapsedMs: () => number;
}

/** A request as an endpoint sees it. */
export interface LokiRequest {
  /** Of the URL and of a form together. */
  readonly parameters: URLSearchParams;
  /** Labels are asked for by where they come from: `X-Loki-Response-Encoding-Flags: categorize-labels`. */
  readonly categorizesLabels: boolean;
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal;
}

/** Answers with JSON. Throws LokiFailure and LogqlError. */
export type LokiEndpoint = (
  context: LokiApiContext,
  request: LokiRequest,
) => string | Promise<string>;
