import { countAt, fieldAt, stringAt } from '../fields/fieldAt';
import { createdAtMsOf } from '../object/createdAtMsOf';
import type { Health } from './Health';
import { allAvailable, scaledToZero, someUnavailable } from './replicaHealth';
import {
  desiredReplicasOf,
  isUnobserved,
  rolloutStatusOf,
} from './rolloutStatusOf';
import { plusMs, verdict, verdictByDeadline } from './verdicts';

/** A new set starts its pods one after the other. */
const START_GRACE_MS = 10 * 60_000;

/**
 * Health of a StatefulSet that is not being deleted. A StatefulSet reports no conditions: missing replicas are a start while
 * the set is new, a rollout while its revisions differ, else a fault.
 */
export function statefulSetHealth(object: unknown, nowMs: number): Health {
  const desired = desiredReplicasOf(object);
  const ready = countAt(object, 'status', 'readyReplicas') ?? 0;
  const available = countAt(object, 'status', 'availableReplicas') ?? ready;
  const counts = { desired, available };
  const rollout = rolloutStatusOf(object, 'StatefulSet');
  const message = rollout?.message ?? '';
  const rolling = verdict('Progressing', { reason: 'RollingOut', message });

  if (isUnobserved(object)) {
    return rolling;
  }
  if (available < desired) {
    return isBetweenRevisions(object)
      ? verdict('Progressing', {
          reason: 'RollingOut',
          message: `Rolling out, ${available}/${desired} available`,
        })
      : verdictByDeadline({
          atMs: plusMs(createdAtMsOf(object), START_GRACE_MS),
          nowMs,
          before: times =>
            verdict(
              'Progressing',
              {
                reason: 'Starting',
                message: `Starting ${available}/${desired}`,
              },
              times,
            ),
          after: () => someUnavailable(counts),
        });
  }
  if (rollout?.kind === 'progressing') {
    return rolling;
  }
  return desired === 0 ? scaledToZero() : allAvailable(counts);
}

function isBetweenRevisions(object: unknown): boolean {
  const current = fieldAt(object, 'status', 'currentRevision');
  const updated = fieldAt(object, 'status', 'updateRevision');
  const isManual =
    stringAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete';
  const partition =
    countAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ??
    0;
  return !isManual && partition === 0 && current !== updated;
}
