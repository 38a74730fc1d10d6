import type { ClusterPort } from '../cluster/ClusterPort';

export interface ReconcileQueueOptions {
  /** Whose virtual time delays run in. */
  readonly clock: Pick<ClusterPort, 'schedule' | 'nowMs'>;
  /** Resolves when the object is as it should be; `signal` aborts when the queue is disposed. */
  readonly reconcile: (key: string, signal: AbortSignal) => Promise<void>;
  readonly reportError: (error: unknown, key: string) => void;
  /** Reconciliations at the same time; one of a key at a time in any case. */
  readonly concurrency?: number;
}

/**
 * Names of objects that wait for their controller, as controller-runtime keeps them.
 * - A key that waits already is not added again; one that is added during its own reconciliation runs again after it.
 * - A delayed key keeps its earliest due time; adding it at once cancels the delay.
 * - A reconciliation that rejects is reported and retried after 1 s, 2 s, … 60 s; success resets the delay.
 */
export interface ReconcileQueue {
  add(key: string, delayMs?: number): void;
  /** Nothing starts any more; what runs sees its signal aborted. */
  dispose(): void;
}

const DEFAULT_CONCURRENCY = 4;
const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;

export function createReconcileQueue(
  options: ReconcileQueueOptions,
): ReconcileQueue {
  const { clock, reconcile, reportError } = options;
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  const ready = new Set<string>();
  const running = new Set<string>();
  const delayed = new Map<string, { dueMs: number; cancel: () => void }>();
  const failures = new Map<string, number>();
  const abort = new AbortController();
  let cancelTurn: (() => void) | undefined;

  function add(key: string, delayMs = 0): void {
    if (abort.signal.aborted) return;
    const waiting = delayed.get(key);
    const dueMs = clock.nowMs() + delayMs;
    if (waiting && delayMs > 0 && waiting.dueMs <= dueMs) return;
    waiting?.cancel();
    delayed.delete(key);
    if (delayMs <= 0) {
      ready.add(key);
      cancelTurn ??= clock.schedule(0, turn);
      return;
    }
    const cancel = clock.schedule(delayMs, () => {
      delayed.delete(key);
      add(key);
    });
    delayed.set(key, { dueMs, cancel });
  }

  function turn(): void {
    cancelTurn = undefined;
    for (const key of ready) {
      if (running.size >= concurrency) return;
      if (running.has(key)) continue;
      ready.delete(key);
      running.add(key);
      void run(key);
    }
  }

  async function run(key: string): Promise<void> {
    try {
      await reconcile(key, abort.signal);
      failures.delete(key);
    } catch (error) {
      if (!abort.signal.aborted) retry(key, error);
    } finally {
      running.delete(key);
      if (ready.size > 0 && !abort.signal.aborted)
        cancelTurn ??= clock.schedule(0, turn);
    }
  }

  function retry(key: string, error: unknown): void {
    const count = (failures.get(key) ?? 0) + 1;
    failures.set(key, count);
    reportError(error, key);
    add(key, Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (count - 1)));
  }

  return {
    add,
    dispose: () => {
      abort.abort();
      cancelTurn?.();
      for (const { cancel } of delayed.values()) cancel();
      ready.clear();
      delayed.clear();
    },
  };
}
