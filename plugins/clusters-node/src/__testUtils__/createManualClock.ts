import type { Clock } from '@orrery/watch-cache';

export interface ManualClock extends Clock {
  /** How long each pending sleep still takes, in ms. */
  pendingMs(): number[];
  /** Moves time on and lets what was due run. */
  advance(ms: number): Promise<void>;
}

/** Time that stands still until the test moves it. */
export function createManualClock(startMs = 1_000_000): ManualClock {
  let nowMs = startMs;
  const sleeping = new Set<{ dueMs: number; wake: () => void }>();
  return {
    nowMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        const sleeper = {
          dueMs: nowMs + ms,
          wake() {
            sleeping.delete(sleeper);
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal.addEventListener('abort', () => {
          sleeping.delete(sleeper);
          reject(signal.reason);
        });
      }),
    pendingMs: () => [...sleeping].map(({ dueMs }) => dueMs - nowMs),
    async advance(ms) {
      nowMs += ms;
      for (const sleeper of [...sleeping]) {
        if (sleeper.dueMs <= nowMs) sleeper.wake();
      }
      await settle();
    },
  };
}

/** Lets every promise that is ready run. */
export function settle(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
