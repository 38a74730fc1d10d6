import { toTimestamp } from '../reconciling/toTimestamp';
import type { RolloutContext } from './RolloutContext';
import type { RolloutStatus } from './RolloutStatus';

/** `draft` with a pause that the controller asks for; one of the same reason is not asked for twice. */
export function withPause(
  context: RolloutContext,
  draft: RolloutStatus,
  reason: string,
): RolloutStatus {
  const pauses = draft.pauseConditions ?? [];
  if (pauses.some(each => each.reason === reason)) return draft;
  context.record('Normal', 'RolloutPaused', `Rollout is paused (${reason})`);
  return {
    ...draft,
    controllerPause: true,
    pauseConditions: [
      ...pauses,
      { reason, startTime: toTimestamp(context.nowMs) },
    ],
  };
}

export function withoutPauses(draft: RolloutStatus): RolloutStatus {
  return { ...draft, controllerPause: undefined, pauseConditions: undefined };
}

/**
 * Whether a pause is over: somebody cleared the conditions of a pause that the controller had begun, or its time has
 * come. A pause without a time waits for ever.
 */
export function isPauseOver(
  context: RolloutContext,
  draft: RolloutStatus,
  reason: string,
  seconds: number | undefined,
): boolean {
  const pause = draft.pauseConditions?.find(each => each.reason === reason);
  if (!pause) return draft.controllerPause === true;
  if (seconds === undefined) return false;
  const endMs = Date.parse(pause.startTime) + seconds * 1_000;
  if (context.nowMs >= endMs) return true;
  context.wakeAt(endMs);
  return false;
}
