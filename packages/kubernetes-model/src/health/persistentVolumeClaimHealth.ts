import { recordAt, stringAt } from '../fields/fieldAt';
import { createdAtMsOf } from '../object/createdAtMsOf';
import { conditionOf } from './conditionOf';
import type { Health } from './Health';
import { plusMs, verdict, verdictByDeadline } from './verdicts';

/** Provisioning a volume fits into this. */
const PENDING_GRACE_MS = 5 * 60_000;

/** Health of a PersistentVolumeClaim that is not being deleted. */
export function persistentVolumeClaimHealth(
  object: unknown,
  nowMs: number,
): Health {
  switch (stringAt(object, 'status', 'phase')) {
    case 'Bound':
      return boundHealth(object);
    case 'Lost':
      return verdict('Failed', {
        reason: 'Lost',
        message: `Volume ${
          stringAt(object, 'spec', 'volumeName') ?? ''
        } no longer exists`,
      });
    case 'Pending':
      return pendingHealth(object, nowMs);
    default:
      return verdict('Unknown', {
        reason: 'NoStatus',
        message: 'No status reported yet',
      });
  }
}

/** A claim whose storage class waits for its first consumer is pending without fault; the claim does not say which. */
function pendingHealth(object: unknown, nowMs: number): Health {
  const createdAtMs = createdAtMsOf(object);
  return verdictByDeadline({
    atMs: plusMs(createdAtMs, PENDING_GRACE_MS),
    nowMs,
    before: times =>
      verdict(
        'Progressing',
        { reason: 'Pending', message: 'Waiting for a volume' },
        { sinceMs: createdAtMs, ...times },
      ),
    after: () =>
      verdict(
        'Degraded',
        {
          reason: 'PendingTooLong',
          message:
            'No volume bound: no provisioner answered, or no pod uses the claim yet',
        },
        { sinceMs: createdAtMs },
      ),
  });
}

function boundHealth(object: unknown): Health {
  const states = Object.values(
    recordAt(object, 'status', 'allocatedResourceStatuses') ?? {},
  );
  const error = ['ControllerResizeError', 'NodeResizeError']
    .map(type => conditionOf(object, type))
    .find(condition => condition?.status === 'True');
  const isInfeasible = states.some(
    state => typeof state === 'string' && state.endsWith('Infeasible'),
  );
  if (error !== undefined || isInfeasible) {
    return verdict(
      'Degraded',
      {
        reason: 'ResizeFailed',
        message: error?.message || 'Cannot be resized',
      },
      { sinceMs: error?.sinceMs },
    );
  }
  const restart = conditionOf(object, 'FileSystemResizePending');
  if (restart?.status === 'True') {
    return verdict(
      'Progressing',
      {
        reason: 'FileSystemResizePending',
        message: 'Resizing: the file system grows when its pod is on a node',
      },
      { sinceMs: restart.sinceMs },
    );
  }
  const resizing = conditionOf(object, 'Resizing');
  if (resizing?.status === 'True' || states.length > 0) {
    return verdict(
      'Progressing',
      { reason: 'Resizing', message: 'Resizing' },
      { sinceMs: resizing?.sinceMs },
    );
  }
  return verdict('Healthy', { reason: 'Bound', message: 'Bound' });
}
