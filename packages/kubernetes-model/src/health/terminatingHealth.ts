import { numberAt, stringAt, stringsAt } from '../fields/fieldAt';
import { parseTimeMs } from '../object/parseTimeMs';
import type { Health } from './Health';
import { plusMs, verdict, verdictByDeadline } from './verdicts';

/** How long after its due time an object may still be there. */
const SLACK_MS = 60_000;

/**
 * State of an object that is being deleted, or `undefined` when it is not. It turns `Degraded` one minute after
 * it should have been gone. `deletionTimestamp` is that due time: the API server has added the grace period to it
 * already (`metadata.deletionTimestamp` in the API reference).
 */
export function terminatingHealth(
  object: unknown,
  nowMs: number,
): Health | undefined {
  const stamp = stringAt(object, 'metadata', 'deletionTimestamp');
  if (stamp === undefined) {
    return undefined;
  }
  const sinceMs = deletingSinceMs(object);
  return verdictByDeadline({
    atMs: plusMs(parseTimeMs(stamp), SLACK_MS),
    nowMs,
    before: times =>
      verdict(
        'Progressing',
        { reason: 'Terminating', message: 'Terminating' },
        { sinceMs, ...times },
      ),
    after: () =>
      verdict(
        'Degraded',
        { reason: 'TerminatingTooLong', message: overdueMessage(object) },
        { sinceMs },
      ),
  });
}

/** When deletion was asked for: the due time less the grace period. `undefined` when it was not. */
export function deletingSinceMs(object: unknown): number | undefined {
  const dueMs = parseTimeMs(stringAt(object, 'metadata', 'deletionTimestamp'));
  const graceSeconds =
    numberAt(object, 'metadata', 'deletionGracePeriodSeconds') ?? 0;
  return plusMs(dueMs, -1000 * Math.max(graceSeconds, 0));
}

function overdueMessage(object: unknown): string {
  const finalizers = stringsAt(object, 'metadata', 'finalizers');
  return finalizers.length > 0
    ? `Terminating too long, waiting for finalizer ${finalizers.join(', ')}`
    : 'Terminating too long';
}
