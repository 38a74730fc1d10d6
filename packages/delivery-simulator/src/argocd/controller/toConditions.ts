import { recordsAt, stringAt } from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { toTimestamp } from '../../reconciling/toTimestamp';
import type { ConditionText } from '../compare/Comparison';

/** Conditions with the time since when each says what it says. */
export function toConditions(
  before: unknown,
  conditions: readonly ConditionText[],
  nowMs: number,
): readonly JsonMap[] {
  const known = recordsAt(before, 'conditions');
  return conditions.map(({ type, message }) => {
    const same = known.find(
      each =>
        stringAt(each, 'type') === type &&
        stringAt(each, 'message') === message,
    );
    return {
      type,
      message,
      lastTransitionTime:
        stringAt(same, 'lastTransitionTime') ?? toTimestamp(nowMs),
    };
  });
}
