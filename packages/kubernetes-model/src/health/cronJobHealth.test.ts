import { cronJobConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const MINUTE_MS = 60_000;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof cronJobConditions, Health> = {
  'last run succeeded': {
    status: 'Healthy',
    reason: 'Succeeded',
    message: 'Last run succeeded',
    sinceMs: ago(480 * MINUTE_MS),
  },
  running: {
    status: 'Healthy',
    reason: 'Running',
    message: '1 job running',
    sinceMs: ago(MINUTE_MS),
  },
  'last run failed': {
    status: 'Degraded',
    reason: 'LastRunFailed',
    message: 'Last run did not succeed',
    sinceMs: ago(540 * MINUTE_MS),
  },
  'never succeeded': {
    status: 'Degraded',
    reason: 'LastRunFailed',
    message: 'Last run did not succeed',
    sinceMs: ago(540 * MINUTE_MS),
  },
  'never scheduled': {
    status: 'Healthy',
    reason: 'NotYetScheduled',
    message: 'Waiting for its first run',
  },
  suspended: { status: 'Suspended', reason: 'Suspended', message: 'Suspended' },
};

describe('healthOf() of a CronJob', () => {
  it.each(Object.entries(cronJobConditions))('%s', (condition, object) => {
    expect(healthOf(object, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });
});
