export interface DeadlineOptions {
  readonly signal?: AbortSignal;
  /** At least 1; `Infinity` for none. */
  readonly timeoutMs: number;
  readonly onTimeout: () => Error;
}

/**
 * Runs work under a signal that aborts with the caller's, or with `onTimeout()` when time is up, and rejects with that reason.
 * Not `AbortSignal.any`: it leaks through signals that outlive many calls on Node 20.
 */
export async function withDeadline<T>(
  options: DeadlineOptions,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs, onTimeout } = options;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const timer = Number.isFinite(timeoutMs)
    ? setTimeout(() => controller.abort(onTimeout()), timeoutMs)
    : undefined;
  try {
    return await run(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
