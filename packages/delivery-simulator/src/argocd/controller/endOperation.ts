import type { SyncOperation } from '../sync/SyncOperation';
import type { ArgoContext } from './ArgoContext';
import type { OperationState } from './OperationState';

/** Where the operation stands after a step, and when to go on if nothing happens before. */
export interface OperationStep {
  readonly state: OperationState;
  readonly againMs?: number;
}

/** The operation is over. */
export function ended(
  context: ArgoContext,
  state: OperationState,
  phase: 'Succeeded' | 'Failed' | 'Error',
  message: string,
): OperationStep {
  const finishedAtMs = context.control.nowMs();
  return { state: { ...state, phase, message, finishedAtMs } };
}

/** Ends it, or waits to try again as long as the strategy says. */
export function failed(
  context: ArgoContext,
  state: OperationState,
  operation: SyncOperation,
  phase: 'Failed' | 'Error',
  message: string,
): OperationStep {
  const { retry } = operation;
  const { retryCount } = state;
  if (!retry || (retry.limit >= 0 && retryCount >= retry.limit)) {
    const times = retryCount > 0 ? ` (retried ${retryCount} times).` : '';
    return ended(context, state, phase, message + times);
  }
  const finishedAtMs = context.control.nowMs();
  const waiting: OperationState = {
    ...state,
    finishedAtMs,
    retryCount: retryCount + 1,
  };
  const retryAtMs = retryAtOf(waiting, operation) ?? finishedAtMs;
  return {
    state: {
      ...waiting,
      message: `${message}. Retrying attempt #${
        retryCount + 1
      } at ${kitchenTime(retryAtMs)}.`,
    },
    againMs: Math.max(1, retryAtMs - finishedAtMs),
  };
}

/** When a running operation that has failed begins its next attempt; undefined when it does not wait for one. */
export function retryAtOf(
  { phase, finishedAtMs, retryCount }: OperationState,
  { retry }: SyncOperation,
): number | undefined {
  if (phase !== 'Running' || finishedAtMs === undefined || !retry) {
    return undefined;
  }
  const delayMs =
    retry.durationMs * retry.factor ** Math.max(0, retryCount - 1);
  return finishedAtMs + Math.min(delayMs, retry.maxDurationMs);
}

/** `3:04PM`, as Go's `time.Kitchen`. */
function kitchenTime(ms: number): string {
  const date = new Date(ms);
  const hours = date.getUTCHours();
  const minutes = String(date.getUTCMinutes()).padStart(2, '0');
  return `${hours % 12 || 12}:${minutes}${hours < 12 ? 'AM' : 'PM'}`;
}
