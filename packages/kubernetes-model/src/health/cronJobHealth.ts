import { isTrueAt, recordsAt, stringAt } from '../fields/fieldAt';
import { parseTimeMs } from '../object/parseTimeMs';
import type { Health } from './Health';
import { verdict } from './verdicts';

/**
 * Health of a CronJob that is not being deleted. It records when it last started a Job and when one last succeeded, so
 * a run that neither goes on nor succeeded is the only failure that can be seen from here.
 */
export function cronJobHealth(object: unknown): Health {
  const scheduledAtMs = timeAt(object, 'lastScheduleTime');
  const succeededAtMs = timeAt(object, 'lastSuccessfulTime');
  const active = recordsAt(object, 'status', 'active').length;
  if (isTrueAt(object, 'spec', 'suspend')) {
    return verdict('Suspended', { reason: 'Suspended', message: 'Suspended' });
  }
  if (active > 0) {
    const jobs = active === 1 ? 'job' : 'jobs';
    return verdict(
      'Healthy',
      { reason: 'Running', message: `${active} ${jobs} running` },
      { sinceMs: scheduledAtMs },
    );
  }
  if (scheduledAtMs === undefined) {
    return verdict('Healthy', {
      reason: 'NotYetScheduled',
      message: 'Waiting for its first run',
    });
  }
  return (succeededAtMs ?? -Infinity) >= scheduledAtMs
    ? verdict(
        'Healthy',
        { reason: 'Succeeded', message: 'Last run succeeded' },
        { sinceMs: succeededAtMs },
      )
    : verdict(
        'Degraded',
        { reason: 'LastRunFailed', message: 'Last run did not succeed' },
        { sinceMs: scheduledAtMs },
      );
}

function timeAt(object: unknown, field: string): number | undefined {
  return parseTimeMs(stringAt(object, 'status', field));
}
