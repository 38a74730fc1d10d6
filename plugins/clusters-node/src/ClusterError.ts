/** What a caller can branch on; the text is for people only. */
export type ClusterErrorCode =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'invalid'
  | 'throttled'
  | 'expired'
  | 'malformed'
  | 'timeout'
  | 'unsupported';

export interface ClusterErrorOptions {
  readonly code: ClusterErrorCode;
  readonly clusterName: string;
  /** HTTP status of the answer, where there was one. */
  readonly status?: number;
  /** The least time to wait before asking again, as the server put it. */
  readonly retryAfterMs?: number;
  /** `reason` of the Kubernetes Status, for instance `AlreadyExists`. */
  readonly reason?: string;
  readonly cause?: unknown;
}

/**
 * Every failure that leaves this package; branch on `code`, never on the text.
 * The message names the cluster and the object and never holds a credential.
 */
export class ClusterError extends Error {
  readonly code: ClusterErrorCode;
  readonly clusterName: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly reason?: string;

  constructor(message: string, options: ClusterErrorOptions) {
    super(
      message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'ClusterError';
    this.code = options.code;
    this.clusterName = options.clusterName;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
    this.reason = options.reason;
  }
}
