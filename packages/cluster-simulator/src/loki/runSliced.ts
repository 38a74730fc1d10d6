import type { Steps } from '@orrery/logql';

import { runInTurns } from '../turns/runInTurns';
import { LokiFailure } from './LokiFailure';

/** As Loki's `querier.query-timeout` has it by default. */
export const QUERY_TIMEOUT_MS = 60_000;

/**
 * Drives a query to its end, in turns between which others run. Throws LokiFailure when it takes a minute or its client is gone.
 */
export async function runSliced<T extends object | string>(
  steps: Steps<T>,
  elapsedMs: () => number,
  signal: AbortSignal,
): Promise<T> {
  const deadlineMs = elapsedMs() + QUERY_TIMEOUT_MS;
  const answer = await runInTurns(steps, {
    elapsedMs,
    isWanted: () => !signal.aborted && elapsedMs() <= deadlineMs,
  });
  if (answer !== undefined) return answer;
  throw signal.aborted
    ? new LokiFailure(499, 'The request was cancelled by the client.')
    : timedOut();
}

function timedOut(): LokiFailure {
  return new LokiFailure(
    504,
    'request timed out, decrease the duration of the request or add more label matchers (prefer exact match over regex match) to reduce the amount of data processed',
  );
}
