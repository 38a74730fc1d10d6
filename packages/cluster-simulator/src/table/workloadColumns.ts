import {
  formatDuration,
  KubernetesObject,
  parseTimeMs,
} from '@orrery/kubernetes-model';
import {
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
  valueAt,
} from '../json/readJson';
import {
  ageColumn,
  ageOf,
  countAt,
  formatLabels,
  nameColumn,
  none,
  selectorColumn,
  textAt,
  workloadWideColumns,
} from './cells';
import { podReadyOf, podRestartsOf, podStatusOf } from './podCells';
import { column, TableColumn, wideColumn } from './TableColumn';

/** Columns of what runs, by storage. Source: printers.go of k8s.io/kubernetes. */
export const workloadColumns: Readonly<Record<string, readonly TableColumn[]>> =
  {
    pods: [
      nameColumn,
      column('Ready', podReadyOf),
      column('Status', podStatusOf),
      column('Restarts', podRestartsOf),
      ageColumn,
      wideColumn('IP', textAt('status', 'podIP')),
      wideColumn('Node', textAt('spec', 'nodeName')),
      wideColumn('Nominated Node', textAt('status', 'nominatedNodeName')),
      wideColumn('Readiness Gates', readinessGatesOf),
    ],
    'deployments.apps': [
      nameColumn,
      column('Ready', readyOfDesired),
      column('Up-to-date', countAt('status', 'updatedReplicas'), 'integer'),
      column('Available', countAt('status', 'availableReplicas'), 'integer'),
      ageColumn,
      ...workloadWideColumns,
      selectorColumn,
    ],
    'scales.autoscaling': [
      nameColumn,
      column('Desired', countAt('spec', 'replicas'), 'integer'),
      column('Available', countAt('status', 'replicas'), 'integer'),
      ageColumn,
    ],
    'replicasets.apps': replicaColumns(),
    replicationcontrollers: replicaColumns(),
    'statefulsets.apps': [
      nameColumn,
      column('Ready', readyOfDesired),
      ageColumn,
      ...workloadWideColumns,
    ],
    'daemonsets.apps': [
      nameColumn,
      column('Desired', countAt('status', 'desiredNumberScheduled'), 'integer'),
      column('Current', countAt('status', 'currentNumberScheduled'), 'integer'),
      column('Ready', countAt('status', 'numberReady'), 'integer'),
      column(
        'Up-to-date',
        countAt('status', 'updatedNumberScheduled'),
        'integer',
      ),
      column('Available', countAt('status', 'numberAvailable'), 'integer'),
      column('Node Selector', object =>
        formatLabels(
          objectAt(object, 'spec', 'template', 'spec', 'nodeSelector'),
        ),
      ),
      ageColumn,
      ...workloadWideColumns,
      selectorColumn,
    ],
    'jobs.batch': [
      nameColumn,
      column('Status', jobStatusOf),
      column('Completions', completionsOf),
      column('Duration', durationOf),
      ageColumn,
      ...workloadWideColumns,
      selectorColumn,
    ],
    'cronjobs.batch': [
      nameColumn,
      column('Schedule', textAt('spec', 'schedule')),
      column('Timezone', textAt('spec', 'timeZone')),
      column('Suspend', object =>
        valueAt(object, 'spec', 'suspend') === true ? 'True' : 'False',
      ),
      column(
        'Active',
        object => objectsAt(object, 'status', 'active').length,
        'integer',
      ),
      column('Last Schedule', (object, nowMs) => {
        const time = stringAt(object, 'status', 'lastScheduleTime');
        return time ? ageOf(time, nowMs) : none;
      }),
      ageColumn,
      ...workloadWideColumns,
      selectorColumn,
    ],
  };

function replicaColumns(): readonly TableColumn[] {
  return [
    nameColumn,
    column('Desired', countAt('spec', 'replicas'), 'integer'),
    column('Current', countAt('status', 'replicas'), 'integer'),
    column('Ready', countAt('status', 'readyReplicas'), 'integer'),
    ageColumn,
    ...workloadWideColumns,
    selectorColumn,
  ];
}

function readyOfDesired(object: KubernetesObject): string {
  const ready = numberAt(object, 'status', 'readyReplicas') ?? 0;
  return `${ready}/${numberAt(object, 'spec', 'replicas') ?? 1}`;
}

function readinessGatesOf(pod: KubernetesObject): string {
  const gates = objectsAt(pod, 'spec', 'readinessGates');
  if (gates.length === 0) return none;
  const conditions = objectsAt(pod, 'status', 'conditions');
  const met = gates.filter(({ conditionType }) =>
    conditions.some(
      ({ type, status }) => type === conditionType && status === 'True',
    ),
  );
  return `${met.length}/${gates.length}`;
}

function jobStatusOf(job: KubernetesObject): string {
  const isTrue = (type: string) =>
    objectsAt(job, 'status', 'conditions').some(
      condition => condition.type === type && condition.status === 'True',
    );
  if (isTrue('Complete')) return 'Complete';
  if (isTrue('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp) return 'Terminating';
  if (isTrue('Suspended')) return 'Suspended';
  return isTrue('FailureTarget') ? 'FailureTarget' : 'Running';
}

function completionsOf(job: KubernetesObject): string {
  const succeeded = numberAt(job, 'status', 'succeeded') ?? 0;
  const completions = numberAt(job, 'spec', 'completions');
  if (completions !== undefined) return `${succeeded}/${completions}`;
  const parallelism = numberAt(job, 'spec', 'parallelism') ?? 0;
  return parallelism > 1
    ? `${succeeded}/1 of ${parallelism}`
    : `${succeeded}/1`;
}

function durationOf(job: KubernetesObject, nowMs: number): string {
  const startMs = parseTimeMs(stringAt(job, 'status', 'startTime'));
  if (startMs === undefined) return '';
  return formatDuration(
    (parseTimeMs(stringAt(job, 'status', 'completionTime')) ?? nowMs) - startMs,
  );
}
