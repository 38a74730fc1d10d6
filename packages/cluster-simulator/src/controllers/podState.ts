import { toMs } from './ControllerContext';
import type { Condition, Pod } from './kinds/Pod';

/** Waiting for a terminal phase: neither finished nor being deleted. */
export function isPodActive(pod: Pod): boolean {
  return !isPodFinished(pod) && pod.metadata.deletionTimestamp === undefined;
}

export function isPodFinished(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

export function isPodReady(pod: Pod): boolean {
  return readyConditionOf(pod)?.status === 'True';
}

/** Ready for at least `minReadySeconds`. */
export function isPodAvailable(
  pod: Pod,
  minReadySeconds: number,
  nowMs: number,
): boolean {
  const ready = readyConditionOf(pod);
  if (ready?.status !== 'True') return false;
  return toMs(ready.lastTransitionTime) + minReadySeconds * 1_000 <= nowMs;
}

function readyConditionOf(pod: Pod): Condition | undefined {
  return pod.status?.conditions?.find(condition => condition.type === 'Ready');
}
