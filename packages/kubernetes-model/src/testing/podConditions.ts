import { timeAgo } from './builders';
import { pendingPodConditions } from './pendingPodConditions';
import { containerStatus, notReady, pod, terminated } from './pod';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** One pod for every documented condition that a pod is found in, as the cluster reports it at `TEST_NOW_MS`. */
export const podConditions = {
  ...pendingPodConditions,
  running: pod('a'),
  'running with a sidecar': pod('a', {
    spec: {
      initContainers: [
        { name: 'migrate', image: 'registry.example/migrate:1' },
        {
          name: 'proxy',
          image: 'registry.example/proxy:3',
          restartPolicy: 'Always',
        },
      ],
    },
    status: {
      initContainerStatuses: [
        containerStatus('migrate', {
          ready: true,
          started: false,
          state: { terminated: terminated(0, 'Completed', 60 * MINUTE_MS) },
        }),
        containerStatus('proxy', { restartCount: 2 }),
      ],
    },
  }),
  'restarted minutes ago': pod('a', {
    status: {
      containerStatuses: [
        containerStatus('main', {
          restartCount: 3,
          lastState: {
            terminated: terminated(137, 'OOMKilled', 3 * MINUTE_MS),
          },
        }),
      ],
    },
  }),
  'restarted long ago': pod('a', {
    status: {
      containerStatuses: [
        containerStatus('main', {
          restartCount: 3,
          lastState: { terminated: terminated(1, 'Error', 30 * MINUTE_MS) },
        }),
      ],
    },
  }),
  'crash loop after OOMKilled': pod('a', {
    status: {
      conditions: notReady(4 * MINUTE_MS),
      containerStatuses: [
        containerStatus('main', {
          ready: false,
          started: false,
          restartCount: 12,
          state: {
            waiting: {
              reason: 'CrashLoopBackOff',
              message: 'back-off 5m0s restarting failed container=main',
            },
          },
          lastState: {
            terminated: terminated(137, 'OOMKilled', 4 * MINUTE_MS),
          },
        }),
      ],
    },
  }),
  'crash loop without a last state': pod('a', {
    status: {
      conditions: notReady(4 * MINUTE_MS),
      containerStatuses: [
        containerStatus('main', {
          ready: false,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
        }),
      ],
    },
  }),
  'killed by a signal, between restarts': pod('a', {
    status: {
      conditions: notReady(SECOND_MS),
      containerStatuses: [
        containerStatus('main', {
          ready: false,
          state: {
            terminated: {
              exitCode: 0,
              signal: 9,
              finishedAt: timeAgo(SECOND_MS),
            },
          },
        }),
      ],
    },
  }),
  'one of two containers failed': pod('a', {
    spec: {
      containers: [
        { name: 'main', image: 'registry.example/web:1' },
        { name: 'worker', image: 'registry.example/worker:1' },
      ],
    },
    status: {
      conditions: notReady(2 * MINUTE_MS),
      containerStatuses: [
        containerStatus('main'),
        containerStatus('worker', {
          ready: false,
          state: { terminated: terminated(2, 'Error', 2 * MINUTE_MS) },
        }),
      ],
    },
  }),
  'restarted twice, by two containers': pod('a', {
    spec: {
      containers: [
        { name: 'main', image: 'registry.example/web:1' },
        { name: 'worker', image: 'registry.example/worker:1' },
      ],
    },
    status: {
      containerStatuses: [
        containerStatus('main', {
          restartCount: 1,
          lastState: { terminated: terminated(1, 'Error', 9 * MINUTE_MS) },
        }),
        containerStatus('worker', {
          restartCount: 1,
          lastState: { terminated: terminated(2, 'Error', 2 * MINUTE_MS) },
        }),
      ],
    },
  }),
  'initializing again in a new sandbox': pod('a', {
    spec: {
      initContainers: [{ name: 'fetch', image: 'registry.example/fetch:1' }],
    },
    status: {
      conditions: [
        { type: 'Initialized', status: 'False' },
        { type: 'Ready', status: 'False' },
      ],
      initContainerStatuses: [
        containerStatus('fetch', {
          ready: false,
          state: { running: { startedAt: timeAgo(MINUTE_MS) } },
        }),
      ],
    },
  }),
  evicted: pod('a', {
    status: {
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on resource: memory. ',
      conditions: undefined,
      containerStatuses: undefined,
    },
  }),
  'failed by its container': pod('a', {
    spec: { restartPolicy: 'Never' },
    status: {
      phase: 'Failed',
      conditions: notReady(2 * MINUTE_MS),
      containerStatuses: [
        containerStatus('main', {
          ready: false,
          state: { terminated: terminated(137, 'OOMKilled', 2 * MINUTE_MS) },
        }),
      ],
    },
  }),
  'failed without a reason': pod('a', {
    status: { phase: 'Failed', conditions: [], containerStatuses: [] },
  }),
  completed: pod('a', {
    spec: { restartPolicy: 'Never' },
    status: {
      phase: 'Succeeded',
      conditions: notReady(5 * MINUTE_MS),
      containerStatuses: [
        containerStatus('main', {
          ready: false,
          state: { terminated: terminated(0, 'Completed', 5 * MINUTE_MS) },
        }),
      ],
    },
  }),
  'starting, not ready yet': pod('a', {
    status: {
      conditions: notReady(65 * SECOND_MS),
      containerStatuses: [
        containerStatus('main', {
          ready: false,
          state: { running: { startedAt: timeAgo(MINUTE_MS) } },
        }),
      ],
    },
  }),
  'never became ready': pod('a', {
    status: {
      conditions: notReady(61 * MINUTE_MS),
      containerStatuses: [containerStatus('main', { ready: false })],
    },
  }),
  'lost its readiness': pod('a', {
    status: {
      conditions: notReady(MINUTE_MS),
      containerStatuses: [containerStatus('main', { ready: false })],
    },
  }),
  'waiting for a readiness gate': pod('a', {
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          reason: 'ReadinessGatesNotReady',
          message:
            'corresponding condition of pod readiness gate "lb" is False',
          lastTransitionTime: timeAgo(61 * MINUTE_MS),
        },
      ],
    },
  }),
  terminating: pod('a', {
    metadata: {
      deletionTimestamp: timeAgo(-10 * SECOND_MS),
      deletionGracePeriodSeconds: 30,
    },
  }),
  'terminating too long': pod('a', {
    metadata: {
      deletionTimestamp: timeAgo(5 * MINUTE_MS),
      deletionGracePeriodSeconds: 30,
    },
  }),
  'terminating too long by a finalizer': pod('a', {
    metadata: {
      deletionTimestamp: timeAgo(5 * MINUTE_MS),
      deletionGracePeriodSeconds: 0,
      finalizers: ['example.com/backup'],
    },
  }),
  'lost with its node': pod('a', {
    status: { phase: 'Unknown', reason: 'NodeLost' },
  }),
  'without status': pod('a', { status: undefined }),
} as const;
