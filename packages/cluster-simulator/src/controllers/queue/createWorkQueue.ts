import type { SimulationClock } from '../../clock/SimulationClock';

export interface WorkQueueOptions {
  readonly clock: SimulationClock;
  readonly reconcile: (key: string) => void;
  readonly reportError: (error: unknown, key: string) => void;
}

/**
 * Names of objects that wait for their controller, as client-go's work queue keeps them.
 * - A key that waits already is not added again; one that is added during its own reconciliation runs again.
 * - A delayed key keeps its earliest due time.
 * - A reconciliation that throws is reported and retried after 1 s, 2 s, … 60 s; success resets the delay.
 */
export interface WorkQueue {
  add(key: string, delayMs?: number): void;
  dispose(): void;
}

const MAX_KEYS_PER_TURN = 50;
const MAX_RETRY_DELAY_MS = 60_000;

export function createWorkQueue(options: WorkQueueOptions): WorkQueue {
  const { clock, reconcile, reportError } = options;
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
      reconcile(key);
      failures.delete(key);
    } catch (error) {
      const count = (failures.get(key) ?? 0) + 1;
      failures.set(key, count);
      reportError(error, key);
      queue.add(key, Math.min(MAX_RETRY_DELAY_MS, 1_000 * 2 ** (count - 1)));
    }
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
