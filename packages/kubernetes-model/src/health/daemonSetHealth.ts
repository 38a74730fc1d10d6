import { countAt } from '../fields/fieldAt';
import type { Health } from './Health';
import { allAvailable, someUnavailable } from './replicaHealth';
import { isUnobserved, rolloutStatusOf } from './rolloutStatusOf';
import { verdict } from './verdicts';

/** Health of a DaemonSet that is not being deleted: one replica for every node that it is meant for. */
export function daemonSetHealth(object: unknown): Health {
  const desired = countAt(object, 'status', 'desiredNumberScheduled') ?? 0;
  const available = countAt(object, 'status', 'numberAvailable') ?? 0;
  const updated = countAt(object, 'status', 'updatedNumberScheduled') ?? 0;
  const rollout = rolloutStatusOf(object, 'DaemonSet');
  if (
    rollout?.kind === 'progressing' &&
    (isUnobserved(object) || updated < desired)
  ) {
    return verdict('Progressing', {
      reason: 'RollingOut',
      message: rollout.message,
    });
  }
  if (desired === 0) {
    return verdict('Suspended', {
      reason: 'NoNodes',
      message: 'No node matches',
    });
  }
  return available < desired
    ? someUnavailable({ desired, available })
    : allAvailable({ desired, available });
}
