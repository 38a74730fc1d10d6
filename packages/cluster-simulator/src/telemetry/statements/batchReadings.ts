import type { KubernetesObject } from '@orrery/kubernetes-model';
import { numberAt, objectsAt, stringAt, valueAt } from '../../json/readJson';
import {
  createdSeconds,
  sayerOf,
  secondsAt,
  statusNumber,
  type Reading,
} from './Reading';

/** `kube_job_*` */
export function readJob(job: KubernetesObject): readonly Reading[] {
  const say = sayerOf('job', job);
  const owner = job.metadata.ownerReferences?.find(each => each.controller);
  const ended = (type: string) => {
    const condition = objectsAt(job, 'status', 'conditions').find(
      each => stringAt(each, 'type') === type,
    );
    return condition
      ? ['true', 'false', 'unknown'].flatMap(status =>
          say(
            type === 'Complete' ? 'complete' : 'failed',
            status === stringAt(condition, 'status').toLowerCase() ? 1 : 0,
            { condition: status },
          ),
        )
      : [];
  };
  return [
    ...say('info', 1),
    ...say('created', createdSeconds(job)),
    ...say('owner', 1, {
      owner_kind: owner?.kind ?? '',
      owner_name: owner?.name ?? '',
      owner_is_controller: owner ? 'true' : '',
    }),
    ...say('spec_parallelism', numberAt(job, 'spec', 'parallelism')),
    ...say('spec_completions', numberAt(job, 'spec', 'completions')),
    ...say('status_active', statusNumber(job, 'active')),
    ...say('status_succeeded', statusNumber(job, 'succeeded')),
    ...say('status_failed', statusNumber(job, 'failed')),
    ...say('status_start_time', secondsAt(job, 'status', 'startTime')),
    ...say(
      'status_completion_time',
      secondsAt(job, 'status', 'completionTime'),
    ),
    ...ended('Complete'),
    ...ended('Failed'),
  ];
}

/** `kube_cronjob_*` */
export function readCronJob(cronJob: KubernetesObject): readonly Reading[] {
  const say = sayerOf('cronjob', cronJob);
  return [
    ...say('info', 1, {
      schedule: stringAt(cronJob, 'spec', 'schedule'),
      concurrency_policy: stringAt(cronJob, 'spec', 'concurrencyPolicy'),
      timezone: stringAt(cronJob, 'spec', 'timeZone') || 'local',
    }),
    ...say('created', createdSeconds(cronJob)),
    ...say(
      'spec_suspend',
      valueAt(cronJob, 'spec', 'suspend') === true ? 1 : 0,
    ),
    ...say(
      'spec_successful_job_history_limit',
      numberAt(cronJob, 'spec', 'successfulJobsHistoryLimit'),
    ),
    ...say(
      'spec_failed_job_history_limit',
      numberAt(cronJob, 'spec', 'failedJobsHistoryLimit'),
    ),
    ...say('status_active', objectsAt(cronJob, 'status', 'active').length),
    ...say(
      'status_last_schedule_time',
      secondsAt(cronJob, 'status', 'lastScheduleTime'),
    ),
    ...say(
      'status_last_successful_time',
      secondsAt(cronJob, 'status', 'lastSuccessfulTime'),
    ),
  ];
}
