import { jobConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const MINUTE_MS = 60_000;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof jobConditions, Health> = {
  running: {
    status: 'Progressing',
    reason: 'Running',
    message: 'Running, 1/3 completed',
    sinceMs: ago(60 * MINUTE_MS),
  },
  'waiting to be started': {
    status: 'Progressing',
    reason: 'Pending',
    message: 'Waiting to be started',
  },
  retrying: {
    status: 'Degraded',
    reason: 'Retrying',
    message: 'Retrying after 2 failed pods, 0/1 completed',
    sinceMs: ago(60 * MINUTE_MS),
  },
  complete: {
    status: 'Healthy',
    reason: 'Completed',
    message: 'Completed',
    sinceMs: ago(30 * MINUTE_MS),
  },
  'back-off limit exceeded': {
    status: 'Failed',
    reason: 'BackoffLimitExceeded',
    message: 'Job has reached the specified backoff limit',
    sinceMs: ago(20 * MINUTE_MS),
  },
  'deadline exceeded, pods still stopping': {
    status: 'Failed',
    reason: 'DeadlineExceeded',
    message: 'Job was active longer than specified deadline',
    sinceMs: ago(20 * MINUTE_MS),
  },
  suspended: {
    status: 'Suspended',
    reason: 'Suspended',
    message: 'Suspended',
    sinceMs: ago(20 * MINUTE_MS),
  },
};

describe('healthOf() of a Job', () => {
  it.each(Object.entries(jobConditions))('%s', (condition, object) => {
    expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });
});
