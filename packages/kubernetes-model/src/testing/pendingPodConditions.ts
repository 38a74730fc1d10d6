import { timeAgo } from './builders';
import type { Overrides } from './builders';
import { containerStatus, notReady, pod, terminated } from './pod';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** One pod for every condition that a pod in phase `Pending` is found in; part of `podConditions`. */
export const pendingPodConditions = {
  'image pull back-off': pod('a', {
    status: {
      phase: 'Pending',
      conditions: notReady(10 * MINUTE_MS),
      containerStatuses: [
        waiting('ImagePullBackOff', 'Back-off pulling image'),
      ],
    },
  }),
  'image pull error': pod('a', {
    status: {
      phase: 'Pending',
      conditions: notReady(10 * MINUTE_MS),
      containerStatuses: [waiting('ErrImagePull', 'rpc error: not found')],
    },
  }),
  'container config error': pod('a', {
    status: {
      phase: 'Pending',
      conditions: notReady(10 * MINUTE_MS),
      containerStatuses: [
        waiting('CreateContainerConfigError', 'configmap "web" not found'),
      ],
    },
  }),
  'container cannot be run': pod('a', {
    status: {
      phase: 'Pending',
      conditions: notReady(10 * MINUTE_MS),
      containerStatuses: [waiting('RunContainerError', '')],
    },
  }),
  'unschedulable since just now': unschedulable(30 * SECOND_MS),
  'unschedulable for long': unschedulable(10 * MINUTE_MS),
  'held by a scheduling gate': pod('a', {
    spec: { nodeName: undefined, schedulingGates: [{ name: 'quota' }] },
    status: {
      phase: 'Pending',
      containerStatuses: undefined,
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'SchedulingGated',
          lastTransitionTime: timeAgo(MINUTE_MS),
        },
      ],
    },
  }),
  'not yet looked at by the scheduler': pod('a', {
    metadata: { creationTimestamp: timeAgo(SECOND_MS) },
    spec: { nodeName: undefined },
    status: { phase: 'Pending', conditions: [], containerStatuses: undefined },
  }),
  'containers being created': creating(20 * SECOND_MS),
  'containers being created for long': creating(20 * MINUTE_MS),
  initializing: initializing({ running: { startedAt: timeAgo(MINUTE_MS) } }),
  'init container failed, between restarts': initializing({
    terminated: terminated(1, 'Error', SECOND_MS),
  }),
  'init container crash loop': initializing(
    { waiting: { reason: 'CrashLoopBackOff' } },
    { lastState: { terminated: terminated(1, 'Error', 10 * SECOND_MS) } },
  ),
} as const;

function waiting(reason: string, message: string): Overrides {
  return containerStatus('main', {
    ready: false,
    started: false,
    state: { waiting: { reason, message } },
  });
}

function unschedulable(agoMs: number) {
  return pod('a', {
    metadata: { creationTimestamp: timeAgo(agoMs) },
    spec: { nodeName: undefined },
    status: {
      phase: 'Pending',
      podIP: undefined,
      containerStatuses: undefined,
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: '0/3 nodes are available: 3 Insufficient memory.',
          lastTransitionTime: timeAgo(agoMs),
        },
      ],
    },
  });
}

function creating(agoMs: number) {
  return pod('a', {
    status: {
      phase: 'Pending',
      conditions: notReady(agoMs),
      containerStatuses: [waiting('ContainerCreating', '')],
    },
  });
}

function initializing(state: Overrides, status: Overrides = {}) {
  return pod('a', {
    spec: {
      initContainers: [
        { name: 'fetch', image: 'registry.example/fetch:1' },
        { name: 'migrate', image: 'registry.example/migrate:1' },
      ],
    },
    status: {
      phase: 'Pending',
      conditions: [
        {
          type: 'PodScheduled',
          status: 'True',
          lastTransitionTime: timeAgo(2 * MINUTE_MS),
        },
        {
          type: 'Initialized',
          status: 'False',
          reason: 'ContainersNotInitialized',
          lastTransitionTime: timeAgo(2 * MINUTE_MS),
        },
        {
          type: 'Ready',
          status: 'False',
          lastTransitionTime: timeAgo(2 * MINUTE_MS),
        },
      ],
      initContainerStatuses: [
        containerStatus('fetch', {
          state: { terminated: terminated(0, 'Completed', MINUTE_MS) },
        }),
        containerStatus('migrate', {
          ready: false,
          started: false,
          restartCount: 1,
          state,
          ...status,
        }),
      ],
      containerStatuses: [waiting('PodInitializing', '')],
    },
  });
}
