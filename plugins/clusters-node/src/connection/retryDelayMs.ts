import type { ClusterError } from '../ClusterError';

/** Attempts of one call, the first included. */
export const maxAttempts = 4;
const baseDelayMs = 250;
const maxDelayMs = 8_000;

/**
 * How long to wait before attempt `attempt + 1` (attempts count from 1), or `undefined` when trying again is pointless:
 * full jitter, doubled per attempt, with the server's `Retry-After` as the floor.
 * Retried are faults without an answer, 429, 503, and any 5xx that carries `Retry-After` (as client-go does).
 */
export function retryDelayMs(
  error: ClusterError,
  attempt: number,
  random: () => number,
): number | undefined {
  if (attempt >= maxAttempts || !isTransient(error)) return undefined;
  const ceilingMs = Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1));
  return Math.max(error.retryAfterMs ?? 0, random() * ceilingMs);
}

function isTransient(error: ClusterError): boolean {
  const { code, status, reason, retryAfterMs } = error;
  if (status === undefined) {
    // A connection that we shut down ourselves does not come back.
    return code === 'unreachable' && reason !== 'UND_ERR_DESTROYED';
  }
  if (status === 429 || status === 503) return true;
  return status >= 500 && retryAfterMs !== undefined;
}
