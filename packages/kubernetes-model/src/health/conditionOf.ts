import { recordsAt, stringAt } from '../fields/fieldAt';
import type { JsonRecord } from '../fields/fieldAt';
import { parseTimeMs } from '../object/parseTimeMs';

/** An entry of `status.conditions`, with its words and time where it has them. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly sinceMs?: number;
}

/** The condition of that type, or `undefined`. The last of several wins, as for clients that merge by type. */
export function conditionOf(
  object: unknown,
  type: string,
): Condition | undefined {
  const entry = recordsAt(object, 'status', 'conditions').findLast(
    candidate => stringAt(candidate, 'type') === type,
  );
  return entry === undefined ? undefined : toCondition(entry, type);
}

/** All conditions of an object; entries without a type are left out. */
export function conditionsOf(object: unknown): readonly Condition[] {
  return recordsAt(object, 'status', 'conditions').flatMap(entry => {
    const type = stringAt(entry, 'type');
    return type ? [toCondition(entry, type)] : [];
  });
}

function toCondition(entry: JsonRecord, type: string): Condition {
  const sinceMs = parseTimeMs(stringAt(entry, 'lastTransitionTime'));
  return {
    type,
    status: stringAt(entry, 'status') ?? 'Unknown',
    reason: stringAt(entry, 'reason') ?? '',
    message: stringAt(entry, 'message') ?? '',
    ...(sinceMs === undefined ? {} : { sinceMs }),
  };
}
