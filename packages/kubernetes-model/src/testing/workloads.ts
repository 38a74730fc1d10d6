import type { KubernetesObject } from '../object/KubernetesObject';
import { merge, namespacedObject, timeAgo } from './builders';
import type { Overrides } from './builders';
import { ownerReference, podSpec } from './pod';

const HOUR_MS = 60 * 60 * 1000;

/** Three replicas, all updated and available. */
export function deployment(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  const condition = (type: string, reason: string) => ({
    type,
    status: 'True',
    reason,
    message: `Deployment ${reason}`,
    lastUpdateTime: timeAgo(HOUR_MS),
    lastTransitionTime: timeAgo(HOUR_MS),
  });
  return namespacedObject(
    'apps/v1',
    'Deployment',
    name,
    merge(
      {
        metadata: {
          generation: 2,
          labels: { app: name },
          annotations: { 'deployment.kubernetes.io/revision': '2' },
        },
        spec: {
          replicas: 3,
          selector: { matchLabels: { app: name } },
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
          },
          template: podTemplate(name),
        },
        status: {
          observedGeneration: 2,
          replicas: 3,
          updatedReplicas: 3,
          readyReplicas: 3,
          availableReplicas: 3,
          conditions: [
            condition('Available', 'MinimumReplicasAvailable'),
            condition('Progressing', 'NewReplicaSetAvailable'),
          ],
        },
      },
      overrides,
    ),
  );
}

/** Three replicas, all available, owned by the Deployment `owner` (default: the name before the last `-`). */
export function replicaSet(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  const owner = name.includes('-')
    ? name.slice(0, name.lastIndexOf('-'))
    : name;
  return namespacedObject(
    'apps/v1',
    'ReplicaSet',
    name,
    merge(
      {
        metadata: {
          generation: 1,
          labels: { app: owner },
          annotations: { 'deployment.kubernetes.io/revision': '2' },
          ownerReferences: [ownerReference('apps/v1', 'Deployment', owner)],
        },
        spec: {
          replicas: 3,
          selector: { matchLabels: { app: owner } },
          template: podTemplate(owner),
        },
        status: {
          observedGeneration: 1,
          replicas: 3,
          fullyLabeledReplicas: 3,
          readyReplicas: 3,
          availableReplicas: 3,
        },
      },
      overrides,
    ),
  );
}

/** Three replicas, all ready, of one revision. */
export function statefulSet(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  return namespacedObject(
    'apps/v1',
    'StatefulSet',
    name,
    merge(
      {
        metadata: { generation: 1, labels: { app: name } },
        spec: {
          replicas: 3,
          serviceName: name,
          selector: { matchLabels: { app: name } },
          updateStrategy: {
            type: 'RollingUpdate',
            rollingUpdate: { partition: 0 },
          },
          template: podTemplate(name),
        },
        status: {
          observedGeneration: 1,
          replicas: 3,
          readyReplicas: 3,
          availableReplicas: 3,
          currentReplicas: 3,
          updatedReplicas: 3,
          currentRevision: `${name}-5d8f`,
          updateRevision: `${name}-5d8f`,
        },
      },
      overrides,
    ),
  );
}

/** On three nodes, all updated and available. */
export function daemonSet(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  return namespacedObject(
    'apps/v1',
    'DaemonSet',
    name,
    merge(
      {
        metadata: { generation: 1, labels: { app: name } },
        spec: {
          selector: { matchLabels: { app: name } },
          updateStrategy: { type: 'RollingUpdate' },
          template: podTemplate(name),
        },
        status: {
          observedGeneration: 1,
          currentNumberScheduled: 3,
          desiredNumberScheduled: 3,
          updatedNumberScheduled: 3,
          numberReady: 3,
          numberAvailable: 3,
          numberMisscheduled: 0,
        },
      },
      overrides,
    ),
  );
}

/** A Job whose one pod runs. */
export function job(name: string, overrides: Overrides = {}): KubernetesObject {
  return namespacedObject(
    'batch/v1',
    'Job',
    name,
    merge(
      {
        metadata: { generation: 1 },
        spec: {
          completions: 1,
          parallelism: 1,
          backoffLimit: 6,
          selector: { matchLabels: { 'batch.kubernetes.io/job-name': name } },
          template: podTemplate(name),
        },
        status: { active: 1, ready: 1, startTime: timeAgo(HOUR_MS) },
      },
      overrides,
    ),
  );
}

/** Every night at two; the last run succeeded. */
export function cronJob(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  return namespacedObject(
    'batch/v1',
    'CronJob',
    name,
    merge(
      {
        metadata: { generation: 1 },
        spec: {
          schedule: '0 2 * * *',
          timeZone: 'Europe/Berlin',
          suspend: false,
          concurrencyPolicy: 'Forbid',
          jobTemplate: { spec: { template: podTemplate(name) } },
        },
        status: {
          lastScheduleTime: timeAgo(9 * HOUR_MS),
          lastSuccessfulTime: timeAgo(8 * HOUR_MS),
        },
      },
      overrides,
    ),
  );
}

function podTemplate(app: string): Overrides {
  const { nodeName: placed, ...spec } = podSpec();
  return { metadata: { labels: { app } }, spec };
}
