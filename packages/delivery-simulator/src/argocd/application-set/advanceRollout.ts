import {
  fieldAt,
  labelSelectorOf,
  matchesLabelSelector,
  parseTimeMs,
  recordAt,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { toTimestamp } from '../../reconciling/toTimestamp';
import { intOrPercent } from '../../rollouts/intOrPercent';

/** An entry of `status.applicationStatus`. */
export interface ApplicationProgress {
  readonly application: string;
  readonly status: 'Waiting' | 'Pending' | 'Progressing' | 'Healthy';
  /** Counted from 1; -1 for an Application of no step, which nobody syncs. */
  readonly step: string;
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly targetRevisions: readonly string[];
}

/** How far a progressive sync is. */
export interface RolloutProgress {
  readonly statuses: readonly ApplicationProgress[];
  /** Applications to sync now. */
  readonly syncing: readonly string[];
  /** Counted from 1; undefined when all steps are done. */
  readonly activeStep?: number;
}

type Change = Pick<ApplicationProgress, 'status' | 'message'>;

/**
 * One look at a progressive sync (`strategy.rollingSync`): what is out of sync waits until all Applications of the steps before
 * are healthy, at most `maxUpdate` of a step at a time. Words and states are those of Argo CD.
 */
export function advanceRollout(
  steps: readonly JsonMap[],
  applications: readonly KubernetesObject[],
  before: readonly JsonMap[],
  nowMs: number,
): RolloutProgress {
  const now = toTimestamp(nowMs);
  const moved = applications.map(application => {
    const { name } = application.metadata;
    const known = before.find(each => each.application === name);
    const fresh: ApplicationProgress = {
      application: name,
      status: 'Waiting',
      step: stepOf(steps, application),
      message: 'No Application status found, defaulting status to Waiting.',
      lastTransitionTime: now,
      targetRevisions: revisionsOf(application),
    };
    const start = known ? { ...parseProgress(known, fresh) } : fresh;
    return observed(start, application, now);
  });
  const active = steps.findIndex((_, index) =>
    moved.some(
      each => each.step === String(index + 1) && each.status !== 'Healthy',
    ),
  );
  const inStep = moved.filter(each => each.step === String(active + 1));
  const maxUpdate = fieldAt(steps[active], 'maxUpdate');
  const limit =
    maxUpdate === undefined
      ? inStep.length
      : atLeastOne(maxUpdate, inStep.length);
  let busy = inStep.filter(each => isBusy(each.status)).length;
  const statuses = moved.map(each => {
    if (!inStep.includes(each) || each.status !== 'Waiting' || busy >= limit)
      return each;
    busy++;
    return changed(each, now, {
      status: 'Pending',
      message:
        'Application moved to Pending status, watching for the Application resource to start Progressing.',
    });
  });
  const syncing = statuses.filter(
    (each, index) =>
      each.status === 'Pending' && isToSync(applications[index], each),
  );
  return {
    statuses,
    syncing: syncing.map(each => each.application),
    ...(active === -1 ? {} : { activeStep: active + 1 }),
  };
}

/** What the Application itself says moves it on, possibly several states at once. */
function observed(
  progress: ApplicationProgress,
  application: KubernetesObject,
  now: string,
): ApplicationProgress {
  const change = nextChange(progress.status, application);
  if (!change) return progress;
  return observed(changed(progress, now, change), application, now);
}

function nextChange(
  status: ApplicationProgress['status'],
  application: KubernetesObject,
): Change | undefined {
  const isSynced =
    stringAt(application, 'status', 'sync', 'status') === 'Synced';
  const isHealthy =
    stringAt(application, 'status', 'health', 'status') === 'Healthy';
  switch (status) {
    case 'Pending':
      return isSynced
        ? {
            status: 'Progressing',
            message:
              'Application resource completed a sync successfully, updating status from Pending to Progressing.',
          }
        : undefined;
    case 'Healthy':
      return isSynced
        ? undefined
        : {
            status: 'Waiting',
            message:
              'Application has pending changes, setting status to Waiting.',
          };
    default:
      return isSynced && isHealthy
        ? {
            status: 'Healthy',
            message:
              status === 'Waiting'
                ? 'Application resource is already Healthy, updating status from Waiting to Healthy.'
                : 'Application resource became Healthy, updating status from Progressing to Healthy.',
          }
        : undefined;
  }
}

function changed(
  progress: ApplicationProgress,
  now: string,
  change: Change,
): ApplicationProgress {
  return { ...progress, ...change, lastTransitionTime: now };
}

function isBusy(status: ApplicationProgress['status']): boolean {
  return status === 'Pending' || status === 'Progressing';
}

/** Out of sync, and not tried since it became its turn. */
function isToSync(
  application: KubernetesObject,
  { lastTransitionTime }: ApplicationProgress,
): boolean {
  const startedAt = stringAt(
    application,
    'status',
    'operationState',
    'startedAt',
  );
  const isTried =
    (parseTimeMs(startedAt) ?? 0) >= (parseTimeMs(lastTransitionTime) ?? 0);
  return (
    recordAt(application, 'operation') === undefined &&
    stringAt(application, 'status', 'sync', 'status') === 'OutOfSync' &&
    !isTried
  );
}

function stepOf(
  steps: readonly JsonMap[],
  { metadata: { labels = {} } }: KubernetesObject,
): string {
  const index = steps.findIndex(step =>
    matchesLabelSelector(
      labelSelectorOf({
        matchExpressions: recordsAt(step, 'matchExpressions'),
      }),
      labels,
    ),
  );
  return String(index === -1 ? -1 : index + 1);
}

/** A share of few is one; 0 is nobody. */
function atLeastOne(maxUpdate: unknown, total: number): number {
  const count = intOrPercent(maxUpdate, total, 'down');
  const isSome = typeof maxUpdate === 'string' && !/^0+%?$/.test(maxUpdate);
  return isSome ? Math.max(1, count) : count;
}

function revisionsOf(application: KubernetesObject): readonly string[] {
  const sync = recordAt(application, 'status', 'sync');
  const revision = stringAt(sync, 'revision');
  return revision ? [revision] : [];
}

/** What is known of an Application, with the step and revision that it has now. */
function parseProgress(
  known: JsonMap,
  fresh: ApplicationProgress,
): ApplicationProgress {
  const statuses = ['Waiting', 'Pending', 'Progressing', 'Healthy'] as const;
  return {
    ...fresh,
    status: statuses.find(each => each === known.status) ?? 'Waiting',
    message: stringAt(known, 'message') ?? '',
    lastTransitionTime:
      stringAt(known, 'lastTransitionTime') ?? fresh.lastTransitionTime,
  };
}
