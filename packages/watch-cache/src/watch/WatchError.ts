/**
 * - `expired`: 410, the resourceVersion or continue token is too old, thrown by the request or sent as an ERROR event
 * - `unauthorized`: 401 · `forbidden`: 403 · `notFound`: 404, the kind is not served · `throttled`: 429
 * - `unreachable`: no usable answer: refused, reset, timed out, TLS, 5xx
 * - `malformed`: an answer that is not what the Kubernetes API sends
 * - `aborted`: the caller's signal was aborted
 */
export type WatchErrorCode =
  | 'expired'
  | 'unauthorized'
  | 'forbidden'
  | 'throttled'
  | 'notFound'
  | 'unreachable'
  | 'malformed'
  | 'aborted';

/** What else is known about a failure. */
export interface WatchErrorOptions {
  /** What the server asked for with `Retry-After`, in ms; a floor for the next attempt. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** Every failure that leaves this package or a WatchSource; branch on `code`, never on the text. */
export class WatchError extends Error {
  readonly name = 'WatchError';
  readonly code: WatchErrorCode;
  readonly retryAfterMs?: number;

  constructor(
    code: WatchErrorCode,
    message: string,
    options: WatchErrorOptions = {},
  ) {
    super(
      message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Classifies whatever was thrown: a WatchError stays what it is, anything else counts as `unreachable`. */
export function toWatchError(thrown: unknown): WatchError {
  if (thrown instanceof WatchError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new WatchError('unreachable', message, { cause: thrown });
}
