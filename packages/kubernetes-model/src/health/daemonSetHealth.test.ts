import { daemonSetConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const expected: Record<keyof typeof daemonSetConditions, Health> = {
  complete: {
    status: 'Healthy',
    reason: 'Available',
    message: '3/3 available',
  },
  'not yet observed': {
    status: 'Progressing',
    reason: 'RollingOut',
    message: 'Waiting for the change to be observed',
  },
  'rolling out': {
    status: 'Progressing',
    reason: 'RollingOut',
    message: 'Rolling out 1/3',
  },
  'pods missing': {
    status: 'Degraded',
    reason: 'Unavailable',
    message: '1 of 3 unavailable',
  },
  'all pods missing': {
    status: 'Failed',
    reason: 'Unavailable',
    message: '3 of 3 unavailable',
  },
  'updated on deletion': {
    status: 'Healthy',
    reason: 'Available',
    message: '3/3 available',
  },
  'no node matches': {
    status: 'Suspended',
    reason: 'NoNodes',
    message: 'No node matches',
  },
};

describe('healthOf() of a DaemonSet', () => {
  it.each(Object.entries(daemonSetConditions))('%s', (condition, object) => {
    expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });
});
