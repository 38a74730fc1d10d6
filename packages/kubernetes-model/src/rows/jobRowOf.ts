import {
  countAt,
  fieldAt,
  isTrueAt,
  recordsAt,
  stringAt,
} from '../fields/fieldAt';
import { conditionOf } from '../health/conditionOf';
import { completionsOf } from '../health/jobHealth';
import type { KubernetesObject } from '../object/KubernetesObject';
import { parseTimeMs } from '../object/parseTimeMs';
import type { CronJobRow, JobRow, RowBase } from './ResourceRow';
import { imagesOf } from './rowBaseOf';

/** The row of a Job; a failed one finished when its condition says so. */
export function jobRowOf(base: RowBase, object: KubernetesObject): JobRow {
  const count = (field: string) => countAt(object, 'status', field) ?? 0;
  const failed = conditionOf(object, 'Failed');
  const startedAtMs = timeAt(object, 'startTime');
  const finishedAtMs =
    timeAt(object, 'completionTime') ??
    (failed?.status === 'True' ? failed.sinceMs : undefined);
  return {
    ...base,
    kind: 'Job',
    completions: completionsOf(object),
    succeeded: count('succeeded'),
    failed: count('failed'),
    active: count('active'),
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(finishedAtMs === undefined ? {} : { finishedAtMs }),
    images: imagesOf(fieldAt(object, 'spec', 'template', 'spec')),
  };
}

/** The row of a CronJob. */
export function cronJobRowOf(
  base: RowBase,
  object: KubernetesObject,
): CronJobRow {
  const timeZone = stringAt(object, 'spec', 'timeZone');
  const lastScheduleAtMs = timeAt(object, 'lastScheduleTime');
  const lastSuccessAtMs = timeAt(object, 'lastSuccessfulTime');
  return {
    ...base,
    kind: 'CronJob',
    schedule: stringAt(object, 'spec', 'schedule') ?? '',
    ...(timeZone ? { timeZone } : {}),
    suspended: isTrueAt(object, 'spec', 'suspend'),
    active: recordsAt(object, 'status', 'active').length,
    ...(lastScheduleAtMs === undefined ? {} : { lastScheduleAtMs }),
    ...(lastSuccessAtMs === undefined ? {} : { lastSuccessAtMs }),
    images: imagesOf(
      fieldAt(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec'),
    ),
  };
}

function timeAt(object: unknown, field: string): number | undefined {
  return parseTimeMs(stringAt(object, 'status', field));
}
