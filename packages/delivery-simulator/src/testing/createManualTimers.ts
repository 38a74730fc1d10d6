/** Virtual time that moves when a test says so. */
export interface ManualTimers {
  nowMs(): number;
  schedule(delayMs: number, callback: () => void): () => void;
  /** Runs what is due on the way, in order; between two steps everything that waits for a promise goes on. */
  advance(durationMs: number): Promise<void>;
}

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** Timers that start at `startMs`. */
export function createManualTimers(startMs: number): ManualTimers {
  const timers = new Set<Timer>();
  let nowMs = startMs;
  const takeDue = (untilMs: number): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (timer.dueMs <= untilMs && (!first || timer.dueMs < first.dueMs)) {
        first = timer;
      }
    }
    if (first) timers.delete(first);
    return first;
  };
  return {
    nowMs: () => nowMs,
    schedule: (delayMs, callback) => {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), callback };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance: async durationMs => {
      const untilMs = nowMs + durationMs;
      await drain();
      for (;;) {
        const timer = takeDue(untilMs);
        if (!timer) break;
        nowMs = Math.max(nowMs, timer.dueMs);
        timer.callback();
        await drain();
      }
      nowMs = untilMs;
    },
  };
}

/** Lets every promise that is already settled, and what follows from it, run. */
function drain(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
