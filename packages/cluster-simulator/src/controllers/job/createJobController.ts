import { randomSuffix } from '../../random/createRandom';
import type { StatusError } from '../../status/StatusError';
import type { Controller, ControllerContext } from '../ControllerContext';
import { toMs, toTimestamp } from '../ControllerContext';
import { createPodFromTemplate } from '../createPodFromTemplate';
import { createSlowly, refusalOf } from '../createSlowly';
import type { Job, JobStatus } from '../kinds/Job';
import type { Pod } from '../kinds/Pod';
import { isPodActive, isPodReady } from '../podState';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import { replaceCondition } from '../replaceCondition';
import { subscribeToPodsOf } from '../subscribeToPodsOf';
import { jobOutcome } from './jobOutcome';

const COMPONENT = 'job-controller';
const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index';

/** Runs the pods of each Job until it has completed often enough, failed too often, or run out of time. */
export function createJobController(context: ControllerContext): Controller {
  const { store, clock, random, events } = context;

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) => context.reportError(error, `job ${key}`),
    retryDelay: { firstMs: 1_000, maxMs: 60_000 },
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const job = store.get('jobs.batch', namespace, name);
    if (!job || job.metadata.deletionTimestamp) return undefined;
    if (isJobFinished(job)) {
      expire(job);
      return undefined;
    }
    const labelled = job.spec.selector ? job : claimSelector(job);
    const pods = store.controlledBy('pods', labelled.metadata.uid);
    const outcome = jobOutcome(labelled, pods, clock.nowMs());
    let refusal: StatusError | undefined;
    if (outcome.kind === 'running')
      refusal = scale(labelled, pods, outcome.wantedActive);
    else pods.filter(isPodActive).forEach(pod => store.delete('pods', pod));
    updateStatus(labelled, outcome);
    if (outcome.kind === 'running' && outcome.retryAtMs !== undefined) {
      queue.add(key, Math.max(1, outcome.retryAtMs - clock.nowMs()));
    }
    return refusal && 'retry';
  }

  /** The API server gives every job a selector of its own; one that came without gets it here. */
  function claimSelector(job: Job): Job {
    const labels = jobLabels(job);
    const matchLabels = {
      'batch.kubernetes.io/controller-uid': job.metadata.uid ?? '',
    };
    store.update('jobs.batch', job, current => ({
      ...current,
      spec: {
        ...current.spec,
        selector: { matchLabels },
        template: {
          ...current.spec.template,
          metadata: {
            ...current.spec.template.metadata,
            labels: { ...current.spec.template.metadata?.labels, ...labels },
          },
        },
      },
    }));
    return (
      store.get('jobs.batch', job.metadata.namespace, job.metadata.name) ?? job
    );
  }

  function scale(job: Job, pods: readonly Pod[], wantedActive: number) {
    const active = pods.filter(isPodActive);
    active.slice(wantedActive).forEach(pod => store.delete('pods', pod));
    return createSlowly(wantedActive - active.length, () => create(job));
  }

  function create(job: Job): StatusError | undefined {
    const index = nextIndex(job);
    const prefix =
      index === undefined
        ? `${job.metadata.name}-`
        : `${job.metadata.name}-${index}-`;
    const pod = createPodFromTemplate(
      job,
      job.spec.template,
      prefix + randomSuffix(random),
      {
        generateName: prefix,
        labels: {
          ...jobLabels(job),
          ...(index === undefined ? {} : { [COMPLETION_INDEX]: String(index) }),
        },
        annotations:
          index === undefined ? {} : { [COMPLETION_INDEX]: String(index) },
      },
    );
    const refusal = refusalOf(() => store.create('pods', pod));
    if (refusal)
      record(
        job,
        'Warning',
        'FailedCreate',
        `Error creating: ${refusal.message}`,
      );
    else
      record(
        job,
        'Normal',
        'SuccessfulCreate',
        `Created pod: ${pod.metadata.name}`,
      );
    return refusal;
  }

  /** The lowest index that neither runs nor has succeeded, for indexed jobs. */
  function nextIndex(job: Job): number | undefined {
    if (job.spec.completionMode !== 'Indexed') return undefined;
    const taken = new Set(
      store
        .controlledBy('pods', job.metadata.uid)
        .filter(pod => pod.status?.phase !== 'Failed')
        .map(pod => Number(pod.metadata.annotations?.[COMPLETION_INDEX])),
    );
    let index = 0;
    while (taken.has(index)) index++;
    return index;
  }

  function updateStatus(job: Job, outcome: ReturnType<typeof jobOutcome>) {
    const nowMs = clock.nowMs();
    const pods = store.controlledBy('pods', job.metadata.uid);
    const active = pods.filter(isPodActive);
    const isSuspended = job.spec.suspend === true;
    const before = job.status?.conditions;
    const status: JobStatus = {
      ...job.status,
      active: active.length || undefined,
      ready: active.filter(isPodReady).length,
      terminating: pods.filter(pod => pod.metadata.deletionTimestamp).length,
      succeeded: outcome.succeeded || undefined,
      failed: outcome.failed || undefined,
      startTime: isSuspended
        ? undefined
        : job.status?.startTime ?? toTimestamp(nowMs),
      ...(outcome.kind === 'complete'
        ? { completionTime: toTimestamp(nowMs) }
        : {}),
      conditions: conditionsFor(outcome, isSuspended).reduce(
        (list, condition) => replaceCondition(list, condition, nowMs),
        before,
      ),
    };
    store.update('jobs.batch', job, latest => ({ ...latest, status }));
    if (outcome.kind === 'complete') {
      record(job, 'Normal', 'Completed', 'Job completed');
    }
    if (outcome.kind === 'failed') {
      record(job, 'Warning', outcome.reason, outcome.message);
    }
    if (job.spec.activeDeadlineSeconds !== undefined && !isSuspended) {
      const deadlineMs =
        toMs(status.startTime) + job.spec.activeDeadlineSeconds * 1_000;
      queue.add(keyOf(job), Math.max(1, deadlineMs - nowMs));
    }
  }

  function expire(job: Job) {
    const ttl = job.spec.ttlSecondsAfterFinished;
    if (ttl === undefined) return;
    const end = job.status?.conditions?.find(
      each => each.type === 'Complete' || each.type === 'Failed',
    );
    const dueMs = toMs(end?.lastTransitionTime) + ttl * 1_000;
    if (dueMs > clock.nowMs()) queue.add(keyOf(job), dueMs - clock.nowMs());
    else store.delete('jobs.batch', job, { propagationPolicy: 'Background' });
  }

  function record(
    job: Job,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ) {
    return events.record(job, { type, reason, message, component: COMPONENT });
  }
  store.list('jobs.batch').forEach(each => queue.add(keyOf(each)));
  const unsubscribers = [
    store.subscribe('jobs.batch', ({ object }) => queue.add(keyOf(object))),
    subscribeToPodsOf(store, 'Job', key => queue.add(key)),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}

export function isJobFinished(job: Job): boolean {
  return (
    job.status?.conditions?.some(
      each =>
        (each.type === 'Complete' || each.type === 'Failed') &&
        each.status === 'True',
    ) ?? false
  );
}

/** The labels by which a job's pods are found, in the new and the old spelling. */
export function jobLabels(job: Job): Record<string, string> {
  const uid = job.metadata.uid ?? '';
  return {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': job.metadata.name,
    'controller-uid': uid,
    'job-name': job.metadata.name,
  };
}

function conditionsFor(
  outcome: ReturnType<typeof jobOutcome>,
  isSuspended: boolean,
) {
  const suspension = isSuspended
    ? [
        {
          type: 'Suspended',
          status: 'True',
          reason: 'JobSuspended',
          message: 'Job suspended',
        },
      ]
    : [];
  if (outcome.kind === 'complete') {
    const because = {
      reason: 'CompletionsReached',
      message: 'Reached expected number of succeeded pods',
    };
    return ['SuccessCriteriaMet', 'Complete'].map(type => ({
      type,
      status: 'True',
      ...because,
    }));
  }
  if (outcome.kind === 'failed') {
    const because = { reason: outcome.reason, message: outcome.message };
    return ['FailureTarget', 'Failed'].map(type => ({
      type,
      status: 'True',
      ...because,
    }));
  }
  return suspension;
}
