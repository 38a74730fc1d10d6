import {
  parseCronSchedule,
  previousScheduleMs,
} from '@orrery/delivery-simulator';
import { toTimestamp } from '../controllers/ControllerContext';
import { createPodFromTemplate } from '../controllers/createPodFromTemplate';
import { jobOf } from '../controllers/cronjob/createCronJobController';
import { jobLabels } from '../controllers/job/createJobController';
import type { CronJob, Job } from '../controllers/kinds/Job';
import { parseKind } from '../controllers/TypedStore';
import { randomSuffix } from '../random/createRandom';
import { CRON_JOBS, cronJobOf, type CronBlueprint } from './CronBlueprint';
import type { SeedContext } from './SeedContext';
import { seedPod } from './seedPod';

/** Stores the fleet's CronJobs with the jobs and pods of their last runs. */
export function seedCronJobs(context: SeedContext): void {
  for (const blueprint of CRON_JOBS) seedCronJob(context, blueprint);
}

function seedCronJob(context: SeedContext, blueprint: CronBlueprint): void {
  const cronJob = parseKind(
    'cronjobs.batch',
    context.seed('cronjobs.batch', cronJobOf(context, blueprint)),
  );
  const fails = blueprint.failsIn === context.cluster.name;
  const runs = lastRunsMs(blueprint.schedule, context.nowMs - 20 * 60_000, 3);
  const ends = runs.map((scheduledMs, index) =>
    seedRun(
      context,
      blueprint,
      cronJob,
      scheduledMs,
      fails && index === runs.length - 1,
    ),
  );
  const last = runs[runs.length - 1];
  const lastSuccessMs = ends[runs.length - (fails ? 2 : 1)];
  // What was due while the fleet was being set up counts as run.
  const missed = lastRunsMs(blueprint.schedule, context.nowMs, 1)[0] ?? last;
  context.store.update('cronjobs.batch', cronJob, latest => ({
    ...latest,
    status: {
      lastScheduleTime: toTimestamp(missed),
      lastSuccessfulTime: toTimestamp(lastSuccessMs),
    },
  }));
}

/** Stores one run with its pods; returns when it ended. */
function seedRun(
  context: SeedContext,
  blueprint: CronBlueprint,
  cronJob: CronJob,
  scheduledMs: number,
  fails: boolean,
): number {
  const creationTimestamp = toTimestamp(scheduledMs);
  const wanted = jobOf(cronJob, scheduledMs);
  const job = parseKind(
    'jobs.batch',
    context.seed('jobs.batch', {
      ...wanted,
      metadata: { ...wanted.metadata, creationTimestamp },
      spec: { ...wanted.spec, backoffLimit: 2 },
    }),
  );
  const labels = jobLabels(job);
  const attempts = fails ? 3 : 1;
  const runMs = blueprint.runSeconds * 1_000 * (0.8 + context.random() * 0.4);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const startedMs = scheduledMs + attempt * 40_000;
    const pod = createPodFromTemplate(
      job,
      job.spec.template,
      `${job.metadata.name}-${randomSuffix(context.random)}`,
      { generateName: `${job.metadata.name}-`, labels },
    );
    const exitCode = fails ? 1 : 0;
    seedPod(context, pod, {
      createdMs: startedMs,
      phase: {
        kind: 'finished',
        state: {
          exitCode,
          reason: fails ? 'Error' : 'Completed',
          startedAt: toTimestamp(startedMs + 3_000),
          finishedAt: toTimestamp(startedMs + (fails ? 20_000 : runMs)),
        },
      },
    });
  }
  const endMs = scheduledMs + (fails ? 140_000 : runMs);
  context.store.update('jobs.batch', job, latest => ({
    ...latest,
    spec: { ...latest.spec, selector: { matchLabels: selectorOf(job) } },
    status: finalStatus(fails, creationTimestamp, toTimestamp(endMs)),
  }));
  return endMs;
}

function finalStatus(
  fails: boolean,
  startTime: string,
  endTime: string,
): Job['status'] {
  const because = fails
    ? {
        reason: 'BackoffLimitExceeded',
        message: 'Job has reached the specified backoff limit',
      }
    : {
        reason: 'CompletionsReached',
        message: 'Reached expected number of succeeded pods',
      };
  const types = fails
    ? ['FailureTarget', 'Failed']
    : ['SuccessCriteriaMet', 'Complete'];
  return {
    startTime,
    ready: 0,
    terminating: 0,
    ...(fails ? { failed: 3 } : { succeeded: 1, completionTime: endTime }),
    conditions: types.map(type => ({
      type,
      status: 'True',
      ...because,
      lastProbeTime: endTime,
      lastTransitionTime: endTime,
    })),
  };
}

function selectorOf(job: Job): Record<string, string> {
  return { 'batch.kubernetes.io/controller-uid': job.metadata.uid ?? '' };
}

/** The last times a schedule named before `beforeMs`, oldest first. */
function lastRunsMs(
  text: string,
  beforeMs: number,
  count: number,
): readonly number[] {
  const schedule = parseCronSchedule(text);
  if (!schedule) return [];
  const runs: number[] = [];
  // Up to and including the moment itself.
  let previous = previousScheduleMs(schedule, beforeMs + 1);
  while (previous !== undefined && runs.length < count) {
    runs.unshift(previous);
    previous = previousScheduleMs(schedule, previous);
  }
  return runs;
}
