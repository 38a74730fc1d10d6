import { countAt, isTrueAt, stringAt } from '../fields/fieldAt';
import { parseTimeMs } from '../object/parseTimeMs';
import { conditionOf } from './conditionOf';
import type { Health } from './Health';
import { verdict } from './verdicts';

/** Health of a Job that is not being deleted. */
export function jobHealth(object: unknown): Health {
  const complete = conditionOf(object, 'Complete');
  if (complete?.status === 'True') {
    return verdict(
      'Healthy',
      { reason: 'Completed', message: 'Completed' },
      { sinceMs: completedAtMs(object) ?? complete.sinceMs },
    );
  }
  // FailureTarget: the verdict is out, the pods are still being stopped.
  for (const type of ['Failed', 'FailureTarget']) {
    const failed = conditionOf(object, type);
    if (failed?.status === 'True') {
      return verdict(
        'Failed',
        {
          reason: failed.reason || 'Failed',
          message: failed.message || 'Job failed',
        },
        { sinceMs: failed.sinceMs },
      );
    }
  }
  if (isTrueAt(object, 'spec', 'suspend')) {
    return verdict(
      'Suspended',
      { reason: 'Suspended', message: 'Suspended' },
      { sinceMs: conditionOf(object, 'Suspended')?.sinceMs },
    );
  }
  return runningHealth(object);
}

/** How many successes make the Job complete: `completions`, else 1 as for a work queue. */
export function completionsOf(object: unknown): number {
  return countAt(object, 'spec', 'completions') ?? 1;
}

function runningHealth(object: unknown): Health {
  const startedAtMs = parseTimeMs(stringAt(object, 'status', 'startTime'));
  const failed = countAt(object, 'status', 'failed') ?? 0;
  const succeeded = countAt(object, 'status', 'succeeded') ?? 0;
  const done = `${succeeded}/${completionsOf(object)}`;
  if (failed > 0) {
    return verdict(
      'Degraded',
      {
        reason: 'Retrying',
        message: `Retrying after ${failed} failed ${
          failed === 1 ? 'pod' : 'pods'
        }, ${done} completed`,
      },
      { sinceMs: startedAtMs },
    );
  }
  return startedAtMs === undefined
    ? verdict('Progressing', {
        reason: 'Pending',
        message: 'Waiting to be started',
      })
    : verdict(
        'Progressing',
        { reason: 'Running', message: `Running, ${done} completed` },
        { sinceMs: startedAtMs },
      );
}

function completedAtMs(object: unknown): number | undefined {
  return parseTimeMs(stringAt(object, 'status', 'completionTime'));
}
