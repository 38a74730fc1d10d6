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

/** What the builders' pods and pod templates run: one container `main` with requests, limits, a probe and a volume. */
export function podSpec(): Overrides {
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

/** `state.terminated` or `lastState.terminated` of a container that ended `agoMs` before `TEST_NOW_MS`. */
export function terminated(
  exitCode: number,
  reason: string,
  agoMs: number,
): Overrides {
  return { exitCode, reason, finishedAt: timeAgo(agoMs) };
}

/** Conditions of a pod that was placed and initialized, and is not ready, since `agoMs` before `TEST_NOW_MS`. */
export function notReady(agoMs: number): readonly Overrides[] {
  const at = timeAgo(agoMs);
  return [
    { type: 'PodScheduled', status: 'True', lastTransitionTime: at },
    { type: 'Initialized', status: 'True', lastTransitionTime: at },
    {
      type: 'Ready',
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [main]',
      lastTransitionTime: at,
    },
  ];
}
