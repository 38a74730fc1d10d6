import { nextScheduleMs, parseCronSchedule } from '@orrery/delivery-simulator';
import type { Controller, ControllerContext } from '../ControllerContext';
import { toMs, toTimestamp } from '../ControllerContext';
import { refusalOf } from '../createSlowly';
import { isJobFinished } from '../job/createJobController';
import type { CronJob, Job } from '../kinds/Job';
import { ownerReferenceTo } from '../ownerReferenceTo';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';

const COMPONENT = 'cronjob-controller';

/** Creates a Job each time a CronJob's schedule says so, and removes old ones. */
export function createCronJobController(
  context: ControllerContext,
): Controller {
  const { store, clock, events } = context;

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) => context.reportError(error, `cronjob ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const cronJob = store.get('cronjobs.batch', namespace, name);
    if (!cronJob || cronJob.metadata.deletionTimestamp) return undefined;
    const jobs = store.controlledBy('jobs.batch', cronJob.metadata.uid);
    removeOld(cronJob, jobs);
    const isStarted = cronJob.spec.suspend || runIfDue(cronJob, jobs);
    updateActive(cronJob);
    return isStarted ? undefined : 'retry';
  }

  /** False when a job was due and refused. */
  function runIfDue(cronJob: CronJob, jobs: readonly Job[]): boolean {
    const schedule = parseCronSchedule(cronJob.spec.schedule);
    if (!schedule) {
      record(
        cronJob,
        'Warning',
        'UnparseableSchedule',
        `unparseable schedule: "${cronJob.spec.schedule}"`,
      );
      return true;
    }
    const nowMs = clock.nowMs();
    const { timeZone } = cronJob.spec;
    const sinceMs = toMs(
      cronJob.status?.lastScheduleTime ?? cronJob.metadata.creationTimestamp,
    );
    // Missed runs are made up for by one, not by all.
    let dueMs = nextScheduleMs(
      schedule,
      Math.max(sinceMs, nowMs - 3_600_000),
      timeZone,
    );
    for (;;) {
      const later =
        dueMs === undefined
          ? undefined
          : nextScheduleMs(schedule, dueMs, timeZone);
      if (later === undefined || later > nowMs) break;
      dueMs = later;
    }
    if (dueMs === undefined) return true;
    if (dueMs > nowMs) {
      queue.add(keyOf(cronJob), dueMs - nowMs);
      return true;
    }
    const followingMs = nextScheduleMs(schedule, nowMs, timeZone);
    if (followingMs !== undefined)
      queue.add(keyOf(cronJob), followingMs - nowMs);
    const deadline = cronJob.spec.startingDeadlineSeconds;
    if (deadline !== undefined && nowMs - dueMs > deadline * 1_000) return true;
    return start(cronJob, jobs, dueMs);
  }

  function start(
    cronJob: CronJob,
    jobs: readonly Job[],
    dueMs: number,
  ): boolean {
    const active = jobs.filter(job => !isJobFinished(job));
    if (active.length > 0 && cronJob.spec.concurrencyPolicy === 'Forbid') {
      record(
        cronJob,
        'Normal',
        'JobAlreadyActive',
        'Not starting job because prior execution is running and concurrency policy is Forbid',
      );
      return true;
    }
    if (cronJob.spec.concurrencyPolicy === 'Replace') {
      for (const job of active) {
        store.delete('jobs.batch', job, { propagationPolicy: 'Background' });
      }
    }
    const job = jobOf(cronJob, dueMs);
    const { namespace, name } = job.metadata;
    if (!store.get('jobs.batch', namespace, name)) {
      const refusal = refusalOf(() => store.create('jobs.batch', job));
      if (refusal) {
        record(
          cronJob,
          'Warning',
          'FailedCreate',
          `Error creating job: ${refusal.message}`,
        );
        return false;
      }
      record(cronJob, 'Normal', 'SuccessfulCreate', `Created job ${name}`);
    }
    store.update('cronjobs.batch', cronJob, current => ({
      ...current,
      status: { ...current.status, lastScheduleTime: toTimestamp(dueMs) },
    }));
    return true;
  }

  function updateActive(cronJob: CronJob) {
    const jobs = store.controlledBy('jobs.batch', cronJob.metadata.uid);
    const active = jobs
      .filter(job => !isJobFinished(job))
      .map(job => ({
        apiVersion: 'batch/v1',
        kind: 'Job',
        name: job.metadata.name,
        namespace: job.metadata.namespace,
        uid: job.metadata.uid,
      }));
    const successes = jobs
      .flatMap(job => job.status?.completionTime ?? [])
      .sort();
    store.update('cronjobs.batch', cronJob, current => ({
      ...current,
      status: {
        ...current.status,
        active: active.length > 0 ? active : undefined,
        lastSuccessfulTime:
          successes[successes.length - 1] ?? current.status?.lastSuccessfulTime,
      },
    }));
  }

  function removeOld(cronJob: CronJob, jobs: readonly Job[]) {
    const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1 } =
      cronJob.spec;
    const oldestFirst = jobs
      .filter(isJobFinished)
      .sort(
        (a, b) =>
          toMs(a.metadata.creationTimestamp) -
          toMs(b.metadata.creationTimestamp),
      );
    const groups: [readonly Job[], number][] = [
      [oldestFirst.filter(hasCompleted), successfulJobsHistoryLimit],
      [oldestFirst.filter(job => !hasCompleted(job)), failedJobsHistoryLimit],
    ];
    for (const [group, limit] of groups) {
      for (const job of group.slice(0, Math.max(0, group.length - limit))) {
        store.delete('jobs.batch', job, { propagationPolicy: 'Background' });
        record(
          cronJob,
          'Normal',
          'SuccessfulDelete',
          `Deleted job ${job.metadata.name}`,
        );
      }
    }
  }

  function record(
    cronJob: CronJob,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ) {
    return events.record(cronJob, {
      type,
      reason,
      message,
      component: COMPONENT,
    });
  }
  store.list('cronjobs.batch').forEach(each => queue.add(keyOf(each)));
  const unsubscribers = [
    store.subscribe('cronjobs.batch', ({ object }) => queue.add(keyOf(object))),
    store.subscribe('jobs.batch', ({ object }) => {
      const owner = object.metadata.ownerReferences?.find(
        each => each.controller && each.kind === 'CronJob',
      );
      if (owner) queue.add(`${object.metadata.namespace}/${owner.name}`);
    }),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}

/** The job of one scheduled time, named after its minute as the real controller names it. */
export function jobOf(cronJob: CronJob, scheduledMs: number): Job {
  const { jobTemplate } = cronJob.spec;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `${cronJob.metadata.name}-${Math.floor(scheduledMs / 60_000)}`,
      namespace: cronJob.metadata.namespace,
      labels: jobTemplate.metadata?.labels,
      annotations: {
        ...jobTemplate.metadata?.annotations,
        'batch.kubernetes.io/cronjob-scheduled-timestamp':
          toTimestamp(scheduledMs),
      },
      ownerReferences: [ownerReferenceTo(cronJob)],
    },
    spec: jobTemplate.spec,
  };
}

function hasCompleted(job: Job): boolean {
  return job.status?.completionTime !== undefined;
}
