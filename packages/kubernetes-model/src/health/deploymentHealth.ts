import { countAt, isTrueAt } from '../fields/fieldAt';
import { conditionOf } from './conditionOf';
import type { Health } from './Health';
import { allAvailable, scaledToZero, someUnavailable } from './replicaHealth';
import {
  desiredReplicasOf,
  isUnobserved,
  rolloutStatusOf,
} from './rolloutStatusOf';
import { verdict } from './verdicts';

/**
 * Health of a Deployment that is not being deleted. A rollout is going on until the controller says
 * `NewReplicaSetAvailable`; replicas that are missing after that are not a rollout but a fault.
 */
export function deploymentHealth(object: unknown): Health {
  const desired = desiredReplicasOf(object);
  const available = countAt(object, 'status', 'availableReplicas') ?? 0;
  const counts = { desired, available };
  const progress = conditionOf(object, 'Progressing');
  const availability = conditionOf(object, 'Available');
  const rollout = rolloutStatusOf(object, 'Deployment');

  if (rollout?.kind === 'failed') {
    return verdict(
      available === 0 ? 'Failed' : 'Degraded',
      { reason: 'ProgressDeadlineExceeded', message: rollout.message },
      { sinceMs: progress?.sinceMs },
    );
  }
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
  if (isTrueAt(object, 'spec', 'paused')) {
    return available < desired && !isUnobserved(object)
      ? someUnavailable(counts, availability?.sinceMs)
      : verdict(
          'Suspended',
          { reason: 'Paused', message: 'Rollout is paused' },
          { sinceMs: progress?.sinceMs },
        );
  }
  if (rollout?.kind === 'progressing') {
    const total = countAt(object, 'status', 'replicas') ?? 0;
    const isFault =
      !isUnobserved(object) &&
      progress?.reason === 'NewReplicaSetAvailable' &&
      rollout.updated >= desired &&
      total <= rollout.updated;
    return isFault
      ? someUnavailable(
          counts,
          availability?.status === 'False' ? availability.sinceMs : undefined,
        )
      : verdict(
          'Progressing',
          { reason: 'RollingOut', message: rollout.message },
          { sinceMs: progress?.sinceMs },
        );
  }
  return desired === 0
    ? scaledToZero()
    : allAvailable(counts, availability?.sinceMs);
}
