import { deploymentConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const MINUTE_MS = 60_000;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof deploymentConditions, Health> = {
  complete: {
    status: 'Healthy',
    reason: 'Available',
    message: '3/3 available',
    sinceMs: ago(60 * MINUTE_MS),
  },
  'not yet observed': {
    status: 'Progressing',
    reason: 'RollingOut',
    message: 'Waiting for the change to be observed',
    sinceMs: ago(60 * MINUTE_MS),
  },
  'without status': {
    status: 'Progressing',
    reason: 'RollingOut',
    message: 'Waiting for the change to be observed',
  },
  'rolling out': {
    status: 'Progressing',
    reason: 'RollingOut',
    message: 'Rolling out 3/5',
    sinceMs: ago(10 * MINUTE_MS),
  },
  'stopping old replicas': {
    status: 'Progressing',
    reason: 'RollingOut',
    message: 'Rolling out 3/3, 2 old to stop',
    sinceMs: ago(10 * MINUTE_MS),
  },
  'waiting for availability': {
    status: 'Progressing',
    reason: 'RollingOut',
    message: 'Rolling out, 1/3 available',
    sinceMs: ago(10 * MINUTE_MS),
  },
  'progress deadline exceeded': {
    status: 'Degraded',
    reason: 'ProgressDeadlineExceeded',
    message: 'Rollout exceeded its progress deadline at 1/3',
    sinceMs: ago(10 * MINUTE_MS),
  },
  'progress deadline exceeded, nothing serves': {
    status: 'Failed',
    reason: 'ProgressDeadlineExceeded',
    message: 'Rollout exceeded its progress deadline at 3/3',
    sinceMs: ago(10 * MINUTE_MS),
  },
  'pods refused by a quota': {
    status: 'Degraded',
    reason: 'FailedCreate',
    message: 'pods "web-1" is forbidden: exceeded quota: compute',
    sinceMs: ago(5 * MINUTE_MS),
  },
  'some replicas lost after the rollout': {
    status: 'Degraded',
    reason: 'Unavailable',
    message: '2 of 5 unavailable',
    sinceMs: ago(3 * MINUTE_MS),
  },
  'all replicas lost after the rollout': {
    status: 'Failed',
    reason: 'Unavailable',
    message: '3 of 3 unavailable',
    sinceMs: ago(3 * MINUTE_MS),
  },
  paused: {
    status: 'Suspended',
    reason: 'Paused',
    message: 'Rollout is paused',
    sinceMs: ago(60 * MINUTE_MS),
  },
  'paused with replicas missing': {
    status: 'Degraded',
    reason: 'Unavailable',
    message: '1 of 3 unavailable',
    sinceMs: ago(3 * MINUTE_MS),
  },
  'scaled to zero': {
    status: 'Suspended',
    reason: 'ScaledToZero',
    message: 'Scaled to zero',
  },
};

describe('healthOf() of a Deployment', () => {
  it.each(Object.entries(deploymentConditions))('%s', (condition, object) => {
    expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });
});
