import type { KubernetesObject } from '../object/KubernetesObject';
import { merge, namespacedObject, timeAgo } from './builders';
import type { Overrides } from './builders';

const IMAGE = 'registry.example/shop/web:1.42';
const HOUR_MS = 60 * 60 * 1000;

/** A running, ready pod of one container `main` on `node-1`, labelled `app: <name>`, started an hour before `TEST_NOW_MS`. */
export function pod(name: string, overrides: Overrides = {}): KubernetesObject {
  const at = timeAgo(HOUR_MS);
  const condition = (type: string) => ({
    type,
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: at,
  });
  return namespacedObject(
    'v1',
    'Pod',
    name,
    merge(
      {
        metadata: { labels: { app: name }, creationTimestamp: at },
        spec: podSpec(),
        status: {
          phase: 'Running',
          conditions: [
            condition('PodScheduled'),
            condition('Initialized'),
            condition('ContainersReady'),
            condition('Ready'),
          ],
          containerStatuses: [containerStatus('main')],
          hostIP: '10.0.0.1',
          podIP: '10.42.0.7',
          podIPs: [{ ip: '10.42.0.7' }],
          qosClass: 'Burstable',
          startTime: at,
        },
      },
      overrides,
    ),
  );
}

/** Status of a container that runs and is ready. */
export function containerStatus(
  name: string,
  overrides: Overrides = {},
): Overrides {
  return {
    name,
    image: IMAGE,
    imageID: 'registry.example/shop/web@sha256:0badc0de',
    containerID: `containerd://${name}`,
    ready: true,
    started: true,
    restartCount: 0,
    state: { running: { startedAt: timeAgo(HOUR_MS) } },
    lastState: {},
    ...overrides,
  };
}

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

/** A controlling owner; its uid is that of the builders: `<kind>-<name>`. */
export function ownerReference(
  apiVersion: string,
  kind: string,
  name: string,
): Overrides {
  return {
    apiVersion,
    kind,
    name,
    uid: `${kind.toLowerCase()}-${name}`,
    controller: true,
    blockOwnerDeletion: true,
  };
}

function podTemplate(app: string): Overrides {
  const { nodeName: placed, ...spec } = podSpec();
  return { metadata: { labels: { app } }, spec };
}

function podSpec(): Overrides {
  return {
    nodeName: 'node-1',
    restartPolicy: 'Always',
    serviceAccountName: 'default',
    terminationGracePeriodSeconds: 30,
    containers: [
      {
        name: 'main',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        args: ['--port=8080'],
        env: [{ name: 'REGION', value: 'eu' }],
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        resources: {
          requests: { cpu: '100m', memory: '128Mi' },
          limits: { cpu: '500m', memory: '512Mi' },
        },
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
      },
    ],
    volumes: [{ name: 'data', emptyDir: {} }],
  };
}
