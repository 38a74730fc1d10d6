import type { Clock } from '@orrery/watch-cache';

export interface TestClock extends Clock {
  /** Every sleep asked for, in ms. */
  readonly sleeps: number[];
  advance(ms: number): void;
}

/** A clock that stands still, and whose sleeps end at once, moving it on. */
export function createTestClock(startMs = 1_000_000): TestClock {
  let nowMs = startMs;
  const sleeps: number[] = [];
  return {
    sleeps,
    nowMs: () => nowMs,
    async sleep(ms, signal) {
      signal.throwIfAborted();
      sleeps.push(ms);
      nowMs += ms;
    },
    advance(ms) {
      nowMs += ms;
    },
  };
}
