import { timeAgo } from './builders';
import type { Overrides } from './builders';
import { cronJob, job } from './workloads';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One Job for every condition that it is found in. */
export const jobConditions = {
  running: job('import', {
    spec: { completions: 3 },
    status: { succeeded: 1 },
  }),
  'waiting to be started': job('import', { status: undefined }),
  retrying: job('import', { status: { failed: 2 } }),
  complete: job('import', {
    status: {
      active: undefined,
      succeeded: 1,
      completionTime: timeAgo(30 * MINUTE_MS),
      conditions: [jobCondition('Complete', 'CompletionsReached', '')],
    },
  }),
  'back-off limit exceeded': job('import', {
    status: {
      active: undefined,
      failed: 7,
      conditions: [
        jobCondition(
          'Failed',
          'BackoffLimitExceeded',
          'Job has reached the specified backoff limit',
        ),
      ],
    },
  }),
  'deadline exceeded, pods still stopping': job('import', {
    status: {
      conditions: [
        jobCondition(
          'FailureTarget',
          'DeadlineExceeded',
          'Job was active longer than specified deadline',
        ),
      ],
    },
  }),
  suspended: job('import', {
    spec: { suspend: true },
    status: {
      active: undefined,
      startTime: undefined,
      conditions: [jobCondition('Suspended', 'JobSuspended', 'Job suspended')],
    },
  }),
} as const;

/** One CronJob for every condition that it is found in. */
export const cronJobConditions = {
  'last run succeeded': cronJob('report'),
  running: cronJob('report', {
    status: {
      active: [{ kind: 'Job', name: 'report-1', namespace: 'shop' }],
      lastScheduleTime: timeAgo(MINUTE_MS),
    },
  }),
  'last run failed': cronJob('report', {
    status: { lastSuccessfulTime: timeAgo(33 * HOUR_MS) },
  }),
  'never succeeded': cronJob('report', {
    status: { lastSuccessfulTime: undefined },
  }),
  'never scheduled': cronJob('report', { status: undefined }),
  suspended: cronJob('report', { spec: { suspend: true } }),
} as const;

function jobCondition(
  type: string,
  reason: string,
  message: string,
): Overrides {
  return {
    type,
    status: 'True',
    reason,
    message,
    lastTransitionTime: timeAgo(20 * MINUTE_MS),
  };
}
