import type { SimulationClock } from './SimulationClock';
import { TimerQueue } from './TimerQueue';

export interface RealTimeClock extends SimulationClock {
  /** Cancels everything scheduled; later `schedule` calls never fire. */
  dispose(): void;
}

/** Callbacks run in one turn before other work of the process gets its chance. */
const MAX_CALLBACKS_PER_TURN = 200;

/**
 * Virtual time that follows the machine's clock, `speed` times as fast from the present moment on. One timer of the process
 * serves all callbacks, and it never keeps the process alive by itself. A step of the system clock backwards stops virtual
 * time until it is caught up.
 */
export function createRealTimeClock({
  speed = 1,
}: { readonly speed?: number } = {}): RealTimeClock {
  const startMs = Date.now();
  const timers = new TimerQueue();
  let lastMs = 0;
  let armed: { handle: NodeJS.Timeout; dueMs: number } | undefined;
  let disposed = false;

  function nowMs() {
    lastMs = Math.max(
      lastMs,
      Math.floor(startMs + (Date.now() - startMs) * speed),
    );
    return lastMs;
  }

  function arm() {
    const dueMs = timers.nextDueMs();
    if (disposed || dueMs === undefined) return;
    if (armed && armed.dueMs <= dueMs) return;
    if (armed) clearTimeout(armed.handle);
    // setTimeout overflows past 2^31-1 ms; an early wake-up only re-arms.
    const waitMs = Math.min(
      Math.max(0, Math.ceil((dueMs - nowMs()) / speed)),
      2 ** 31 - 1,
    );
    armed = { handle: setTimeout(run, waitMs), dueMs };
    armed.handle.unref();
  }

  function run() {
    armed = undefined;
    const turnMs = nowMs();
    try {
      for (let count = 0; count < MAX_CALLBACKS_PER_TURN; count++) {
        const callback = timers.takeDue(turnMs);
        if (!callback) break;
        callback();
      }
    } finally {
      arm();
    }
  }

  return {
    nowMs,
    schedule: (delayMs, callback) => {
      const cancel = timers.add(
        nowMs() + Math.ceil(Math.max(0, delayMs)),
        callback,
      );
      arm();
      return cancel;
    },
    dispose: () => {
      disposed = true;
      timers.clear();
      if (armed) clearTimeout(armed.handle);
    },
  };
}
