import type { SimulationClock } from '../../clock/SimulationClock';

export interface WorkQueueOptions {
  readonly clock: SimulationClock;
  /** `'retry'` asks for another round after a while: something was refused that may be granted later. */
  readonly reconcile: (key: string) => void | 'retry';
  readonly reportError: (error: unknown, key: string) => void;
  /** Of `'retry'`, doubled each time; 5 ms to 1000 s when missing, as client-go's default rate limiter. */
  readonly retryDelay?: { readonly firstMs: number; readonly maxMs: number };
}

/**
 * Names of objects that wait for their controller, as client-go's work queue keeps them.
 * - A key that waits already is not added again; one that is added during its own reconciliation runs again.
 * - A delayed key keeps its earliest due time.
 * - A reconciliation that throws is reported and retried after 1 s, 2 s, … 60 s; success resets the delay.
 * - One that answers `'retry'` is retried after the delays of the queue, without a report.
 */
export interface WorkQueue {
  add(key: string, delayMs?: number): void;
  dispose(): void;
}

const MAX_KEYS_PER_TURN = 50;
const AFTER_ERROR = { firstMs: 1_000, maxMs: 60_000 };
const AFTER_REFUSAL = { firstMs: 5, maxMs: 1_000_000 };

export function createWorkQueue(options: WorkQueueOptions): WorkQueue {
  const { clock, reconcile, reportError, retryDelay = AFTER_REFUSAL } = options;
  const ready = new Set<string>();
  const delayed = new Map<string, { dueMs: number; cancel: () => void }>();
  const failures = new Map<string, number>();
  let cancelTurn: (() => void) | undefined;
  let disposed = false;

  const queue: WorkQueue = {
    add: (key, delayMs = 0) => {
      if (disposed) return;
      if (delayMs <= 0) {
        ready.add(key);
        cancelTurn ??= clock.schedule(0, turn);
        return;
      }
      const dueMs = clock.nowMs() + delayMs;
      const waiting = delayed.get(key);
      if (waiting && waiting.dueMs <= dueMs) return;
      waiting?.cancel();
      const cancel = clock.schedule(delayMs, () => {
        delayed.delete(key);
        queue.add(key);
      });
      delayed.set(key, { dueMs, cancel });
    },
    dispose: () => {
      disposed = true;
      ready.clear();
      cancelTurn?.();
      for (const waiting of delayed.values()) waiting.cancel();
      delayed.clear();
    },
  };

  function run(key: string) {
    try {
      if (reconcile(key) === 'retry') retry(key, retryDelay);
      else failures.delete(key);
    } catch (error) {
      reportError(error, key);
      retry(key, AFTER_ERROR);
    }
  }

  function retry(key: string, { firstMs, maxMs }: typeof retryDelay) {
    const count = failures.get(key) ?? 0;
    failures.set(key, count + 1);
    queue.add(key, Math.min(maxMs, firstMs * 2 ** count));
  }

  function turn() {
    cancelTurn = undefined;
    let remaining = MAX_KEYS_PER_TURN;
    for (const key of ready) {
      if (remaining-- === 0) break;
      ready.delete(key);
      run(key);
      if (disposed) return;
    }
    if (ready.size > 0) cancelTurn ??= clock.schedule(0, turn);
  }
  return queue;
}
