import { countAt } from '../fields/fieldAt';
import { createdAtMsOf } from '../object/createdAtMsOf';
import { conditionOf } from './conditionOf';
import type { Health } from './Health';
import { allAvailable, scaledToZero, someUnavailable } from './replicaHealth';
import { desiredReplicasOf, isUnobserved } from './rolloutStatusOf';
import { plusMs, verdict, verdictByDeadline } from './verdicts';

/** As the default progress deadline of a Deployment. */
const START_GRACE_MS = 10 * 60_000;

/** Health of a ReplicaSet that is not being deleted. A new one is starting; a superseded one is scaled to zero. */
export function replicaSetHealth(object: unknown, nowMs: number): Health {
  const desired = desiredReplicasOf(object);
  const available = countAt(object, 'status', 'availableReplicas') ?? 0;
  const counts = { desired, available };
  const failure = conditionOf(object, 'ReplicaFailure');
  if (failure?.status === 'True' && available < desired) {
    return verdict(
      available === 0 ? 'Failed' : 'Degraded',
      {
        reason: failure.reason || 'ReplicaFailure',
        message: failure.message || 'Pods cannot be created',
      },
      { sinceMs: failure.sinceMs },
    );
  }
  if (desired === 0) {
    return scaledToZero();
  }
  const starting = {
    reason: 'Starting',
    message: `Starting ${available}/${desired}`,
  };
  if (isUnobserved(object)) {
    return verdict('Progressing', starting);
  }
  const createdAtMs = createdAtMsOf(object);
  return available >= desired
    ? allAvailable(counts)
    : verdictByDeadline({
        atMs: plusMs(createdAtMs, START_GRACE_MS),
        nowMs,
        before: times => verdict('Progressing', starting, times),
        after: () => someUnavailable(counts),
      });
}
