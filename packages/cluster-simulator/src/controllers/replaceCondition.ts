import { toTimestamp } from './ControllerContext';
import type { Condition } from './kinds/Pod';

/** The conditions with one set; its transition time moves only when its status changes, and an equal one stays as it is. */
export function replaceCondition(
  conditions: readonly Condition[] | undefined,
  next: Condition,
  nowMs: number,
): readonly Condition[] {
  const list = conditions ?? [];
  const previous = list.find(condition => condition.type === next.type);
  if (
    previous &&
    previous.status === next.status &&
    previous.reason === next.reason &&
    previous.message === next.message
  ) {
    return list;
  }
  const lastTransitionTime =
    previous?.status === next.status
      ? previous.lastTransitionTime
      : toTimestamp(nowMs);
  const condition = { ...next, lastTransitionTime };
  return previous
    ? list.map(each => (each === previous ? condition : each))
    : [...list, condition];
}
