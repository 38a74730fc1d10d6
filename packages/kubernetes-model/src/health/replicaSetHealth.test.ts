import { replicaSetConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const MINUTE_MS = 60_000;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof replicaSetConditions, Health> = {
  complete: {
    status: 'Healthy',
    reason: 'Available',
    message: '3/3 available',
  },
  superseded: {
    status: 'Suspended',
    reason: 'ScaledToZero',
    message: 'Scaled to zero',
  },
  starting: {
    status: 'Progressing',
    reason: 'Starting',
    message: 'Starting 1/3',
    reviewAtMs: ago(-9 * MINUTE_MS),
  },
  'not yet observed': {
    status: 'Progressing',
    reason: 'Starting',
    message: 'Starting 3/3',
  },
  'replicas lost': {
    status: 'Degraded',
    reason: 'Unavailable',
    message: '1 of 3 unavailable',
  },
  'pods refused': {
    status: 'Failed',
    reason: 'FailedCreate',
    message: 'error looking up service account shop/web',
    sinceMs: ago(5 * MINUTE_MS),
  },
};

describe('healthOf() of a ReplicaSet', () => {
  it.each(Object.entries(replicaSetConditions))('%s', (condition, object) => {
    expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });
});
