import { statefulSetConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const MINUTE_MS = 60_000;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof statefulSetConditions, Health> = {
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
  'starting one by one': {
    status: 'Progressing',
    reason: 'Starting',
    message: 'Starting 1/3',
    reviewAtMs: ago(-8 * MINUTE_MS),
  },
  'replicas lost': {
    status: 'Degraded',
    reason: 'Unavailable',
    message: '1 of 3 unavailable',
  },
  'all replicas lost': {
    status: 'Failed',
    reason: 'Unavailable',
    message: '3 of 3 unavailable',
  },
  'rolling out': {
    status: 'Progressing',
    reason: 'RollingOut',
    message: 'Rolling out 1/3',
  },
  'rolling out with a pod down': {
    status: 'Progressing',
    reason: 'RollingOut',
    message: 'Rolling out, 2/3 available',
  },
  'partition reached': {
    status: 'Healthy',
    reason: 'Available',
    message: '3/3 available',
  },
  'partition not reached': {
    status: 'Progressing',
    reason: 'RollingOut',
    message: 'Rolling out 1/2 of a partition',
  },
  'updated on deletion': {
    status: 'Healthy',
    reason: 'Available',
    message: '3/3 available',
  },
  'scaled to zero': {
    status: 'Suspended',
    reason: 'ScaledToZero',
    message: 'Scaled to zero',
  },
};

describe('healthOf() of a StatefulSet', () => {
  it.each(Object.entries(statefulSetConditions))('%s', (condition, object) => {
    expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });
});
