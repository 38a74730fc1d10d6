import { performance } from 'node:perf_hooks';
import type { Pausable } from '@orrery/promql';

import { giveWay } from './giveWay';

/** How a computation is driven. */
export interface TurnOptions {
  /** Asked between turns; once it says no, the computation is given up. */
  readonly isWanted?: () => boolean;
  /** A clock that runs with the machine. */
  readonly elapsedMs?: () => number;
}

/** As long as one computation may hold the thread at once. */
const TURN_MS = 25;

/**
 * Drives a computation to its end in turns of 25 ms, between which the servers of the process answer others. Answers undefined when it
 * was given up; rejects with what it throws.
 */
export async function runInTurns<T>(
  computation: Pausable<T>,
  {
    isWanted = () => true,
    elapsedMs = () => performance.now(),
  }: TurnOptions = {},
): Promise<T | undefined> {
  for (;;) {
    await giveWay();
    if (!isWanted()) return undefined;
    const endMs = elapsedMs() + TURN_MS;
    do {
      const { done, value } = computation.next();
      if (done) return value;
    } while (elapsedMs() < endMs);
  }
}
