import { persistentVolumeClaimConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const MINUTE_MS = 60_000;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof persistentVolumeClaimConditions, Health> = {
  bound: { status: 'Healthy', reason: 'Bound', message: 'Bound' },
  pending: {
    status: 'Progressing',
    reason: 'Pending',
    message: 'Waiting for a volume',
    sinceMs: ago(MINUTE_MS),
    reviewAtMs: ago(-4 * MINUTE_MS),
  },
  'pending for long': {
    status: 'Degraded',
    reason: 'PendingTooLong',
    message:
      'No volume bound: no provisioner answered, or no pod uses the claim yet',
    sinceMs: ago(1440 * MINUTE_MS),
  },
  lost: {
    status: 'Failed',
    reason: 'Lost',
    message: 'Volume pv-data no longer exists',
  },
  resizing: {
    status: 'Progressing',
    reason: 'Resizing',
    message: 'Resizing',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'resizing on the node': {
    status: 'Progressing',
    reason: 'Resizing',
    message: 'Resizing',
  },
  'waiting for a restart to resize': {
    status: 'Progressing',
    reason: 'FileSystemResizePending',
    message: 'Resizing: the file system grows when its pod is on a node',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'resize failed': {
    status: 'Degraded',
    reason: 'ResizeFailed',
    message: 'quota exceeded',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'resize infeasible': {
    status: 'Degraded',
    reason: 'ResizeFailed',
    message: 'Cannot be resized',
  },
  'without status': {
    status: 'Unknown',
    reason: 'NoStatus',
    message: 'No status reported yet',
  },
};

describe('healthOf() of a PersistentVolumeClaim', () => {
  it.each(Object.entries(persistentVolumeClaimConditions))(
    '%s',
    (condition, object) => {
      expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
        Object.entries(expected).find(([name]) => name === condition)?.[1],
      );
    },
  );
});
