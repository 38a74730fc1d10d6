import { podConditions } from '../testing';
import { podContainersOf } from '../health/containerStates';
import { podPhaseOf } from './podPhaseOf';

const phaseOf = (pod: unknown) => podPhaseOf(pod, podContainersOf(pod));

/** READY, STATUS and RESTARTS as kubectl prints them. */
const expected: Record<keyof typeof podConditions, string> = {
  running: '1/1 Running 0',
  'running with a sidecar': '2/2 Running 2',
  'restarted minutes ago': '1/1 Running 3',
  'restarted long ago': '1/1 Running 3',
  'crash loop after OOMKilled': '0/1 CrashLoopBackOff 12',
  'crash loop without a last state': '0/1 CrashLoopBackOff 0',
  'killed by a signal, between restarts': '0/1 Signal:9 0',
  'one of two containers failed': '1/2 Error 0',
  'image pull back-off': '0/1 ImagePullBackOff 0',
  'image pull error': '0/1 ErrImagePull 0',
  'container config error': '0/1 CreateContainerConfigError 0',
  'container cannot be run': '0/1 RunContainerError 0',
  'restarted twice, by two containers': '2/2 Running 2',
  'initializing again in a new sandbox': '0/1 Init:0/1 0',
  evicted: '0/1 Evicted 0',
  'failed by its container': '0/1 OOMKilled 0',
  'failed without a reason': '0/1 Failed 0',
  completed: '0/1 Completed 0',
  'unschedulable since just now': '0/1 Pending 0',
  'unschedulable for long': '0/1 Pending 0',
  'held by a scheduling gate': '0/1 SchedulingGated 0',
  'not yet looked at by the scheduler': '0/1 Pending 0',
  'containers being created': '0/1 ContainerCreating 0',
  'containers being created for long': '0/1 ContainerCreating 0',
  initializing: '0/1 Init:1/2 1',
  'init container failed, between restarts': '0/1 Init:Error 1',
  'init container crash loop': '0/1 Init:CrashLoopBackOff 1',
  'starting, not ready yet': '0/1 Running 0',
  'never became ready': '0/1 Running 0',
  'lost its readiness': '0/1 Running 0',
  'waiting for a readiness gate': '1/1 Running 0',
  terminating: '1/1 Terminating 0',
  'terminating too long': '1/1 Terminating 0',
  'terminating too long by a finalizer': '1/1 Terminating 0',
  'lost with its node': '1/1 NodeLost 0',
  'without status': '0/1  0',
};

describe('podPhaseOf()', () => {
  it.each(Object.entries(podConditions))('%s', (condition, pod) => {
    const { ready, containers, phase, restarts } = phaseOf(pod);
    expect(`${ready}/${containers} ${phase} ${restarts}`).toBe(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });

  const running = { running: { startedAt: '2026-03-02T09:00:00Z' } };
  const completed = { terminated: { exitCode: 0, reason: 'Completed' } };
  const ready = [{ type: 'Ready', status: 'True' }];
  const initialized = [{ type: 'Initialized', status: 'True' }];

  it.each([
    [
      'a completed container beside a running one, pod ready',
      {
        conditions: ready,
        containerStatuses: [
          { name: 'a', state: completed },
          { name: 'b', ready: true, state: running },
        ],
      },
      'Running',
    ],
    [
      'a completed container beside a running one, pod not ready',
      {
        containerStatuses: [
          { name: 'a', state: completed },
          { name: 'b', ready: true, state: running },
        ],
      },
      'NotReady',
    ],
    [
      'the first of two containers with something to say',
      {
        containerStatuses: [
          { name: 'a', state: { waiting: { reason: 'ErrImagePull' } } },
          { name: 'b', state: { waiting: { reason: 'CrashLoopBackOff' } } },
        ],
      },
      'ErrImagePull',
    ],
    [
      'an exit code where the runtime gives no reason',
      {
        containerStatuses: [
          { name: 'a', state: { terminated: { exitCode: 3 } } },
        ],
      },
      'ExitCode:3',
    ],
    [
      'an init container killed by a signal',
      {
        initContainerStatuses: [
          { name: 'i', state: { terminated: { exitCode: 137, signal: 9 } } },
        ],
      },
      'Init:Signal:9',
    ],
    [
      'an init container with an exit code and no reason',
      {
        initContainerStatuses: [
          { name: 'i', state: { terminated: { exitCode: 2 } } },
        ],
      },
      'Init:ExitCode:2',
    ],
    [
      'a sidecar that waits to be started',
      {
        initContainerStatuses: [
          { name: 'proxy', state: { waiting: { reason: 'PodInitializing' } } },
        ],
      },
      'Init:0/2',
    ],
    [
      'a sidecar that crashed in a pod that is initialized',
      {
        conditions: initialized,
        initContainerStatuses: [
          {
            name: 'proxy',
            started: false,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
          },
        ],
        containerStatuses: [{ name: 'a', ready: true, state: running }],
      },
      'Init:CrashLoopBackOff',
    ],
  ])('%s', (_, status, phase) => {
    const spec = {
      initContainers: [
        { name: 'i' },
        { name: 'proxy', restartPolicy: 'Always' },
      ],
      containers: [{ name: 'a' }],
    };
    expect(phaseOf({ metadata: { name: 'a' }, spec, status }).phase).toBe(
      phase,
    );
  });

  it('reads Unknown for a pod that is deleted while its node is lost', () => {
    expect(
      phaseOf({
        metadata: { name: 'a', deletionTimestamp: '2026-03-02T09:00:00Z' },
        status: { phase: 'Running', reason: 'NodeLost' },
      }).phase,
    ).toBe('Unknown');
  });

  it('keeps the end of a pod that is deleted after it ended', () => {
    expect(
      phaseOf({
        metadata: { name: 'a', deletionTimestamp: '2026-03-02T09:00:00Z' },
        status: { phase: 'Succeeded' },
      }).phase,
    ).toBe('Succeeded');
  });
});
