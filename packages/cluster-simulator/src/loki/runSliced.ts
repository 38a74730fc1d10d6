import { setImmediate } from 'node:timers/promises';
import type { Steps } from '@orrery/logql';
import { LokiFailure } from './LokiFailure';

/** The rest of the process gets its turn after so long. */
const SLICE_MS = 15;
/** As Loki's `querier.query-timeout` has it by default. */
export const QUERY_TIMEOUT_MS = 60_000;

/**
 * Drives a query to its end, in slices between which others run. Throws LokiFailure when it takes a minute or its client is gone.
 */
export async function runSliced<T>(
  steps: Steps<T>,
  elapsedMs: () => number,
  signal: AbortSignal,
): Promise<T> {
  const deadlineMs = elapsedMs() + QUERY_TIMEOUT_MS;
  for (;;) {
    const sliceEndMs = elapsedMs() + SLICE_MS;
    while (elapsedMs() < sliceEndMs) {
      const { done, value } = steps.next();
      if (done) return value;
    }
    if (signal.aborted) {
      throw new LokiFailure(499, 'The request was cancelled by the client.');
    }
    if (elapsedMs() > deadlineMs) throw timedOut();
    await setImmediate();
  }
}

function timedOut(): LokiFailure {
  return new LokiFailure(
    504,
    'request timed out, decrease the duration of the request or add more label matchers (prefer exact match over regex match) to reduce the amount of data processed',
  );
}
