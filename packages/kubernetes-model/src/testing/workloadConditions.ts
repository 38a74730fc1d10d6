import { timeAgo } from './builders';
import type { Overrides } from './builders';
import { daemonSet, deployment, replicaSet, statefulSet } from './workloads';

const MINUTE_MS = 60_000;

/** One Deployment for every condition that it is found in. */
export const deploymentConditions = {
  complete: deployment('web'),
  'not yet observed': deployment('web', { metadata: { generation: 3 } }),
  'without status': deployment('web', { status: undefined }),
  'rolling out': deployment('web', {
    spec: { replicas: 5 },
    status: {
      replicas: 6,
      updatedReplicas: 3,
      readyReplicas: 5,
      availableReplicas: 5,
      conditions: [progressing('ReplicaSetUpdated')],
    },
  }),
  'stopping old replicas': deployment('web', {
    status: {
      replicas: 5,
      availableReplicas: 5,
      conditions: [progressing('ReplicaSetUpdated')],
    },
  }),
  'waiting for availability': deployment('web', {
    status: {
      readyReplicas: 1,
      availableReplicas: 1,
      conditions: [progressing('ReplicaSetUpdated')],
    },
  }),
  'progress deadline exceeded': deployment('web', {
    status: {
      replicas: 4,
      updatedReplicas: 1,
      availableReplicas: 3,
      conditions: [progressing('ProgressDeadlineExceeded', 'False')],
    },
  }),
  'progress deadline exceeded, nothing serves': deployment('web', {
    status: {
      updatedReplicas: 3,
      availableReplicas: 0,
      conditions: [progressing('ProgressDeadlineExceeded', 'False')],
    },
  }),
  'pods refused by a quota': deployment('web', {
    status: {
      replicas: 1,
      updatedReplicas: 1,
      availableReplicas: 1,
      conditions: [
        progressing('NewReplicaSetCreated'),
        {
          type: 'ReplicaFailure',
          status: 'True',
          reason: 'FailedCreate',
          message: 'pods "web-1" is forbidden: exceeded quota: compute',
          lastTransitionTime: timeAgo(5 * MINUTE_MS),
        },
      ],
    },
  }),
  'some replicas lost after the rollout': deployment('web', {
    spec: { replicas: 5 },
    status: {
      replicas: 5,
      updatedReplicas: 5,
      readyReplicas: 3,
      availableReplicas: 3,
      conditions: [
        progressing('NewReplicaSetAvailable'),
        unavailable(3 * MINUTE_MS),
      ],
    },
  }),
  'all replicas lost after the rollout': deployment('web', {
    status: {
      readyReplicas: 0,
      availableReplicas: 0,
      conditions: [
        progressing('NewReplicaSetAvailable'),
        unavailable(3 * MINUTE_MS),
      ],
    },
  }),
  paused: deployment('web', { spec: { paused: true } }),
  'paused with replicas missing': deployment('web', {
    spec: { paused: true },
    status: {
      availableReplicas: 2,
      conditions: [unavailable(3 * MINUTE_MS)],
    },
  }),
  'scaled to zero': deployment('web', {
    spec: { replicas: 0 },
    status: {
      replicas: undefined,
      updatedReplicas: undefined,
      readyReplicas: undefined,
      availableReplicas: undefined,
    },
  }),
} as const;

/** One StatefulSet for every condition that it is found in. */
export const statefulSetConditions = {
  complete: statefulSet('db'),
  'not yet observed': statefulSet('db', { metadata: { generation: 2 } }),
  'starting one by one': statefulSet('db', {
    metadata: { creationTimestamp: timeAgo(2 * MINUTE_MS) },
    status: {
      replicas: 2,
      readyReplicas: 1,
      availableReplicas: 1,
      updatedReplicas: 2,
    },
  }),
  'replicas lost': statefulSet('db', {
    status: { readyReplicas: 2, availableReplicas: 2 },
  }),
  'all replicas lost': statefulSet('db', {
    status: { readyReplicas: 0, availableReplicas: 0 },
  }),
  'rolling out': statefulSet('db', {
    status: {
      updatedReplicas: 1,
      currentReplicas: 2,
      updateRevision: 'db-77aa',
    },
  }),
  'rolling out with a pod down': statefulSet('db', {
    status: {
      readyReplicas: 2,
      availableReplicas: 2,
      updatedReplicas: 1,
      updateRevision: 'db-77aa',
    },
  }),
  'partition reached': statefulSet('db', {
    spec: { updateStrategy: { rollingUpdate: { partition: 2 } } },
    status: { updatedReplicas: 1, updateRevision: 'db-77aa' },
  }),
  'partition not reached': statefulSet('db', {
    spec: { updateStrategy: { rollingUpdate: { partition: 1 } } },
    status: { updatedReplicas: 1, updateRevision: 'db-77aa' },
  }),
  'updated on deletion': statefulSet('db', {
    spec: { updateStrategy: { type: 'OnDelete' } },
    status: { updatedReplicas: 0, updateRevision: 'db-77aa' },
  }),
  'scaled to zero': statefulSet('db', {
    spec: { replicas: 0 },
    status: { readyReplicas: 0, availableReplicas: 0, updatedReplicas: 0 },
  }),
} as const;

/** One DaemonSet for every condition that it is found in. */
export const daemonSetConditions = {
  complete: daemonSet('agent'),
  'not yet observed': daemonSet('agent', { metadata: { generation: 2 } }),
  'rolling out': daemonSet('agent', {
    status: { updatedNumberScheduled: 1, numberAvailable: 2 },
  }),
  'pods missing': daemonSet('agent', {
    status: { numberReady: 2, numberAvailable: 2, numberUnavailable: 1 },
  }),
  'all pods missing': daemonSet('agent', {
    status: { numberReady: 0, numberAvailable: undefined },
  }),
  'updated on deletion': daemonSet('agent', {
    spec: { updateStrategy: { type: 'OnDelete' } },
    status: { updatedNumberScheduled: 1 },
  }),
  'no node matches': daemonSet('agent', {
    status: {
      desiredNumberScheduled: 0,
      updatedNumberScheduled: 0,
      numberReady: 0,
      numberAvailable: 0,
    },
  }),
} as const;

/** One ReplicaSet for every condition that it is found in. */
export const replicaSetConditions = {
  complete: replicaSet('web-7d9'),
  superseded: replicaSet('web-7d9', {
    spec: { replicas: 0 },
    status: { replicas: 0, readyReplicas: 0, availableReplicas: 0 },
  }),
  starting: replicaSet('web-7d9', {
    metadata: { creationTimestamp: timeAgo(MINUTE_MS) },
    status: { readyReplicas: 1, availableReplicas: 1 },
  }),
  'not yet observed': replicaSet('web-7d9', { metadata: { generation: 2 } }),
  'replicas lost': replicaSet('web-7d9', {
    status: { readyReplicas: 2, availableReplicas: 2 },
  }),
  'pods refused': replicaSet('web-7d9', {
    status: {
      replicas: 0,
      readyReplicas: 0,
      availableReplicas: 0,
      conditions: [
        {
          type: 'ReplicaFailure',
          status: 'True',
          reason: 'FailedCreate',
          message: 'error looking up service account shop/web',
          lastTransitionTime: timeAgo(5 * MINUTE_MS),
        },
      ],
    },
  }),
} as const;

function progressing(reason: string, status = 'True'): Overrides {
  return {
    type: 'Progressing',
    status,
    reason,
    lastTransitionTime: timeAgo(10 * MINUTE_MS),
  };
}

function unavailable(agoMs: number): Overrides {
  return {
    type: 'Available',
    status: 'False',
    reason: 'MinimumReplicasUnavailable',
    lastTransitionTime: timeAgo(agoMs),
  };
}
