import { podConditions, TEST_NOW_MS } from '../testing';
import type { Health } from './Health';
import { healthOf } from './healthOf';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const ago = (ms: number) => TEST_NOW_MS - ms;

const expected: Record<keyof typeof podConditions, Health> = {
  running: {
    status: 'Healthy',
    reason: 'Running',
    message: 'Running',
    sinceMs: ago(60 * MINUTE_MS),
  },
  'running with a sidecar': {
    status: 'Healthy',
    reason: 'Running',
    message: 'Running',
    sinceMs: ago(60 * MINUTE_MS),
  },
  'restarted minutes ago': {
    status: 'Degraded',
    reason: 'OOMKilled',
    message: 'main: restarted after exit code 137 (OOMKilled)',
    sinceMs: ago(3 * MINUTE_MS),
    reviewAtMs: ago(-7 * MINUTE_MS),
  },
  'restarted long ago': {
    status: 'Healthy',
    reason: 'Running',
    message: 'Running',
    sinceMs: ago(60 * MINUTE_MS),
  },
  'crash loop after OOMKilled': {
    status: 'Failed',
    reason: 'CrashLoopBackOff',
    message: 'main: back-off after exit code 137 (OOMKilled)',
    sinceMs: ago(4 * MINUTE_MS),
  },
  'crash loop without a last state': {
    status: 'Failed',
    reason: 'CrashLoopBackOff',
    message: 'main: back-off restarting',
    sinceMs: ago(4 * MINUTE_MS),
  },
  'killed by a signal, between restarts': {
    status: 'Degraded',
    reason: 'Error',
    message: 'main: signal 9',
    sinceMs: ago(SECOND_MS),
  },
  'one of two containers failed': {
    status: 'Degraded',
    reason: 'Error',
    message: 'worker: exit code 2',
    sinceMs: ago(2 * MINUTE_MS),
  },
  'image pull back-off': {
    status: 'Failed',
    reason: 'ImagePullBackOff',
    message: 'main: cannot pull image registry.example/shop/web:1.42',
    sinceMs: ago(10 * MINUTE_MS),
  },
  'image pull error': {
    status: 'Failed',
    reason: 'ErrImagePull',
    message: 'main: cannot pull image registry.example/shop/web:1.42',
    sinceMs: ago(10 * MINUTE_MS),
  },
  'container config error': {
    status: 'Failed',
    reason: 'CreateContainerConfigError',
    message: 'main: CreateContainerConfigError: configmap "web" not found',
    sinceMs: ago(10 * MINUTE_MS),
  },
  'container cannot be run': {
    status: 'Failed',
    reason: 'RunContainerError',
    message: 'main: RunContainerError',
    sinceMs: ago(10 * MINUTE_MS),
  },
  'restarted twice, by two containers': {
    status: 'Degraded',
    reason: 'Error',
    message: 'worker: restarted after exit code 2',
    sinceMs: ago(2 * MINUTE_MS),
    reviewAtMs: ago(-8 * MINUTE_MS),
  },
  'initializing again in a new sandbox': {
    status: 'Progressing',
    reason: 'Initializing',
    message: 'Initializing 0/1: fetch',
    sinceMs: ago(MINUTE_MS),
  },
  evicted: {
    status: 'Failed',
    reason: 'Evicted',
    message: 'Evicted: The node was low on resource: memory',
  },
  'failed by its container': {
    status: 'Failed',
    reason: 'OOMKilled',
    message: 'main: exit code 137 (OOMKilled)',
    sinceMs: ago(2 * MINUTE_MS),
  },
  'failed without a reason': {
    status: 'Failed',
    reason: 'Failed',
    message: 'Failed',
  },
  completed: {
    status: 'Healthy',
    reason: 'Completed',
    message: 'Completed',
    sinceMs: ago(5 * MINUTE_MS),
  },
  'unschedulable since just now': {
    status: 'Progressing',
    reason: 'Unschedulable',
    message: '0/3 nodes are available: 3 Insufficient memory',
    sinceMs: ago(30 * SECOND_MS),
    reviewAtMs: ago(-90 * SECOND_MS),
  },
  'unschedulable for long': {
    status: 'Failed',
    reason: 'Unschedulable',
    message: '0/3 nodes are available: 3 Insufficient memory',
    sinceMs: ago(10 * MINUTE_MS),
  },
  'held by a scheduling gate': {
    status: 'Suspended',
    reason: 'SchedulingGated',
    message: 'Suspended by scheduling gate quota',
    sinceMs: ago(MINUTE_MS),
  },
  'not yet looked at by the scheduler': {
    status: 'Progressing',
    reason: 'Pending',
    message: 'Waiting for a node',
    sinceMs: ago(SECOND_MS),
    reviewAtMs: ago(SECOND_MS - 5 * MINUTE_MS),
  },
  'containers being created': {
    status: 'Progressing',
    reason: 'Pending',
    message: 'Waiting for containers to be created',
    sinceMs: ago(20 * SECOND_MS),
    reviewAtMs: ago(20 * SECOND_MS - 5 * MINUTE_MS),
  },
  'containers being created for long': {
    status: 'Degraded',
    reason: 'PendingTooLong',
    message: 'Still waiting for containers to be created',
    sinceMs: ago(20 * MINUTE_MS),
  },
  initializing: {
    status: 'Progressing',
    reason: 'Initializing',
    message: 'Initializing 1/2: migrate',
    sinceMs: ago(MINUTE_MS),
  },
  'init container failed, between restarts': {
    status: 'Degraded',
    reason: 'Error',
    message: 'migrate: exit code 1',
    sinceMs: ago(2 * MINUTE_MS),
  },
  'init container crash loop': {
    status: 'Failed',
    reason: 'CrashLoopBackOff',
    message: 'migrate: back-off after exit code 1',
    sinceMs: ago(2 * MINUTE_MS),
  },
  'starting, not ready yet': {
    status: 'Progressing',
    reason: 'Starting',
    message: '0/1 containers ready, not main',
    sinceMs: ago(MINUTE_MS),
    reviewAtMs: ago(-4 * MINUTE_MS),
  },
  'never became ready': {
    status: 'Degraded',
    reason: 'NotReady',
    message: '0/1 containers ready, not main',
    sinceMs: ago(61 * MINUTE_MS),
  },
  'lost its readiness': {
    status: 'Degraded',
    reason: 'NotReady',
    message: '0/1 containers ready, not main',
    sinceMs: ago(MINUTE_MS),
  },
  'waiting for a readiness gate': {
    status: 'Degraded',
    reason: 'NotReady',
    message:
      'Not ready: corresponding condition of pod readiness gate "lb" is False',
    sinceMs: ago(61 * MINUTE_MS),
  },
  terminating: {
    status: 'Progressing',
    reason: 'Terminating',
    message: 'Terminating',
    sinceMs: ago(20 * SECOND_MS),
    reviewAtMs: ago(-70 * SECOND_MS),
  },
  'terminating too long': {
    status: 'Degraded',
    reason: 'TerminatingTooLong',
    message: 'Terminating too long',
    sinceMs: ago(5 * MINUTE_MS + 30 * SECOND_MS),
  },
  'terminating too long by a finalizer': {
    status: 'Degraded',
    reason: 'TerminatingTooLong',
    message: 'Terminating too long, waiting for finalizer example.com/backup',
    sinceMs: ago(5 * MINUTE_MS),
  },
  'lost with its node': {
    status: 'Unknown',
    reason: 'NodeLost',
    message: 'The node does not report this pod',
  },
  'without status': {
    status: 'Unknown',
    reason: 'NoStatus',
    message: 'No status reported yet',
  },
};

describe('healthOf() of a Pod', () => {
  it.each(Object.entries(podConditions))('%s', (condition, pod) => {
    expect(healthOf(pod, { nowMs: TEST_NOW_MS })).toEqual(
      Object.entries(expected).find(([name]) => name === condition)?.[1],
    );
  });

  it('turns from terminating to terminating too long one minute after the due time', () => {
    const { terminating } = podConditions;
    const dueMs = TEST_NOW_MS + 10 * SECOND_MS;
    expect([
      healthOf(terminating, { nowMs: dueMs + 59_999 }).reason,
      healthOf(terminating, { nowMs: dueMs + 60_000 }).reason,
    ]).toEqual(['Terminating', 'TerminatingTooLong']);
  });
});
