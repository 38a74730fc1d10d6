import {
  isEqualJson,
  KubernetesObject,
  labelSelectorOf,
  matchesLabelSelector,
} from '@orrery/kubernetes-model';
import { parseCronSchedule } from '@orrery/delivery-simulator';
import { JsonObject, objectAt, objectsAt, stringAt } from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';
import {
  forbiddenProblem,
  nonNegativeAt,
  oneOf,
  requiredAt,
  unchangedAt,
} from './fieldProblems';
import { podSpecProblems } from './podProblems';

const template = 'spec.template.spec';

/** CronJobs append eleven characters to the names of their jobs. */
const MAX_CRON_JOB_NAME = 52;

/** What is wrong with a ReplicaSet or DaemonSet, and with the same parts of other workloads. */
export function workloadProblems(
  object: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  const selector = objectAt(object, 'spec', 'selector');
  const labels = objectAt(object, 'spec', 'template', 'metadata', 'labels');
  const hasSelector = Object.keys(selector).length > 0;
  return [
    ...nonNegativeAt(
      object,
      'spec.replicas',
      'spec.minReadySeconds',
      'spec.revisionHistoryLimit',
    ),
    ...(hasSelector ? [] : requiredAt(object, 'spec.selector')),
    ...(hasSelector && !matchesLabelSelector(labelSelectorOf(selector), labels)
      ? [
          invalidValue(
            'spec.template.metadata.labels',
            labels,
            '`selector` does not match template `labels`',
          ),
        ]
      : []),
    ...podSpecProblems(
      object,
      template,
      ['Always'],
      objectsAt(object, 'spec', 'volumeClaimTemplates').map(claim =>
        stringAt(claim, 'metadata', 'name'),
      ),
    ),
    ...unchangedAt('spec.selector', object, previous),
  ];
}

/** What is wrong with a Deployment. Source: `ValidateDeploymentSpec` of k8s.io/kubernetes. */
export function deploymentProblems(
  object: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  const { type, rollingUpdate } = objectAt(object, 'spec', 'strategy');
  const { maxUnavailable, maxSurge } = objectAt(
    object,
    'spec',
    'strategy',
    'rollingUpdate',
  );
  return [
    ...workloadProblems(object, previous),
    ...oneOf('spec.strategy.type', type, ['Recreate', 'RollingUpdate']),
    ...(type === 'Recreate' && rollingUpdate !== undefined
      ? [
          forbiddenProblem(
            'spec.strategy.rollingUpdate',
            "may not be specified when strategy `type` is 'Recreate'",
          ),
        ]
      : []),
    ...(isZero(maxUnavailable) && isZero(maxSurge)
      ? [
          invalidValue(
            'spec.strategy.rollingUpdate.maxUnavailable',
            maxUnavailable,
            'may not be 0 when `maxSurge` is 0',
          ),
        ]
      : []),
  ];
}

/** What is wrong with a StatefulSet, most of which may not change. */
export function statefulSetProblems(
  object: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  const isChanged =
    previous && !isEqualJson(fixedSetOf(object), fixedSetOf(previous));
  return [
    // That the selector may not change is said with all the others.
    ...workloadProblems(object),
    ...(isChanged
      ? [
          forbiddenProblem(
            'spec',
            "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
          ),
        ]
      : []),
  ];
}

/** What is wrong with a Job. */
export function jobProblems(
  object: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  return [
    ...nonNegativeAt(
      object,
      'spec.parallelism',
      'spec.completions',
      'spec.backoffLimit',
      'spec.activeDeadlineSeconds',
      'spec.ttlSecondsAfterFinished',
    ),
    ...podSpecProblems(object, template, ['OnFailure', 'Never']),
    ...unchangedAt('spec.completions', object, previous),
    ...unchangedAt('spec.selector', object, previous),
    ...unchangedAt('spec.template', object, previous),
    ...unchangedAt('spec.completionMode', object, previous),
  ];
}

/** What is wrong with a CronJob. */
export function cronJobProblems(
  object: KubernetesObject,
): readonly FieldProblem[] {
  const { name } = object.metadata;
  return [
    ...((name ?? '').length > MAX_CRON_JOB_NAME
      ? [
          invalidValue(
            'metadata.name',
            name,
            `must be no more than ${MAX_CRON_JOB_NAME} characters`,
          ),
        ]
      : []),
    ...requiredAt(object, 'spec.schedule'),
    ...scheduleProblems(stringAt(object, 'spec', 'schedule')),
    ...oneOf(
      'spec.concurrencyPolicy',
      objectAt(object, 'spec').concurrencyPolicy,
      ['Allow', 'Forbid', 'Replace'],
    ),
    ...nonNegativeAt(
      object,
      'spec.startingDeadlineSeconds',
      'spec.successfulJobsHistoryLimit',
      'spec.failedJobsHistoryLimit',
    ),
    ...podSpecProblems(object, `spec.jobTemplate.${template}`, [
      'OnFailure',
      'Never',
    ]),
  ];
}

function scheduleProblems(schedule: string): readonly FieldProblem[] {
  if (schedule === '' || parseCronSchedule(schedule)) return [];
  const fields = schedule.trim().split(/\s+/);
  return [
    invalidValue(
      'spec.schedule',
      schedule,
      fields.length === 5
        ? `failed to parse the schedule: ${schedule}`
        : `expected exactly 5 fields, found ${fields.length}: [${fields.join(
            ' ',
          )}]`,
    ),
  ];
}

function isZero(value: unknown): boolean {
  return value === 0 || value === '0%';
}

function fixedSetOf(object: KubernetesObject): JsonObject {
  const {
    replicas,
    ordinals,
    template: pods,
    updateStrategy,
    persistentVolumeClaimRetentionPolicy,
    minReadySeconds,
    ...fixed
  } = objectAt(object, 'spec');
  return fixed;
}
