import type { SimulationClock } from './SimulationClock';
import { TimerQueue } from './TimerQueue';

/** Virtual time that moves only when told to: for tests and for fast-forwarding a fleet. */
export interface ManualClock extends SimulationClock {
  /** Moves time forward by `ms`, running what becomes due in order, each at its own instant. */
  advance(ms: number): void;
}

export function createManualClock(
  startMs = Date.UTC(2026, 2, 2, 9),
): ManualClock {
  const timers = new TimerQueue();
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    schedule: (delayMs, callback) =>
      timers.add(nowMs + Math.ceil(Math.max(0, delayMs)), callback),
    advance: ms => {
      const endMs = nowMs + ms;
      for (;;) {
        const dueMs = timers.nextDueMs();
        if (dueMs === undefined || dueMs > endMs) break;
        nowMs = dueMs;
        timers.takeDue(nowMs)?.();
      }
      nowMs = endMs;
    },
  };
}
