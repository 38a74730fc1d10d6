import type { KubernetesObject } from '@orrery/kubernetes-model';
import { jobEnd, kstatus } from './kstatus';

function object(
  kind: string,
  status: object,
  spec: object = {},
  metadata: object = {},
): KubernetesObject {
  return {
    kind,
    metadata: { name: 'a', generation: 2, ...metadata },
    spec,
    status,
  };
}
const condition = (type: string, status = 'True', reason = '') => ({
  conditions: [{ type, status, reason }],
});
const counts = {
  replicas: 2,
  updatedReplicas: 2,
  availableReplicas: 2,
  readyReplicas: 2,
  currentReplicas: 2,
  fullyLabeledReplicas: 2,
};
const two = { replicas: 2 };

describe('kstatus()', () => {
  it.each([
    ['Deployment', { ...counts, ...condition('Available') }, two, 'Current'],
    [
      'Deployment',
      { ...counts, ...condition('Available', 'False') },
      two,
      'InProgress',
    ],
    [
      'Deployment',
      { ...counts, replicas: 3, ...condition('Available') },
      two,
      'InProgress',
    ],
    [
      'Deployment',
      { ...counts, updatedReplicas: 1, ...condition('Available') },
      two,
      'InProgress',
    ],
    [
      'Deployment',
      condition('Progressing', 'False', 'ProgressDeadlineExceeded'),
      two,
      'Failed',
    ],
    ['Deployment', {}, { replicas: 0 }, 'Current'],
    [
      'Deployment',
      { observedGeneration: 1, ...counts, ...condition('Available') },
      two,
      'InProgress',
    ],
    ['StatefulSet', counts, two, 'Current'],
    ['StatefulSet', { ...counts, readyReplicas: 1 }, two, 'InProgress'],
    ['ReplicaSet', counts, two, 'Current'],
    ['DaemonSet', {}, {}, 'InProgress'],
    [
      'DaemonSet',
      {
        observedGeneration: 2,
        desiredNumberScheduled: 1,
        currentNumberScheduled: 1,
        updatedNumberScheduled: 1,
        numberReady: 1,
      },
      {},
      'Current',
    ],
    [
      'DaemonSet',
      {
        observedGeneration: 2,
        desiredNumberScheduled: 2,
        currentNumberScheduled: 2,
        updatedNumberScheduled: 2,
        numberReady: 1,
      },
      {},
      'InProgress',
    ],
    ['Job', {}, {}, 'InProgress'],
    ['Job', { startTime: 'now' }, {}, 'Current'],
    ['Job', condition('Failed'), {}, 'Failed'],
    ['Pod', { phase: 'Succeeded' }, {}, 'Current'],
    ['Pod', { phase: 'Failed' }, {}, 'Failed'],
    ['Pod', { phase: 'Running', ...condition('Ready') }, {}, 'Current'],
    [
      'Pod',
      { phase: 'Running', ...condition('Ready', 'False') },
      {},
      'InProgress',
    ],
    ['PersistentVolumeClaim', { phase: 'Pending' }, {}, 'InProgress'],
    ['PersistentVolumeClaim', { phase: 'Bound' }, {}, 'Current'],
    ['CustomResourceDefinition', condition('Established'), {}, 'Current'],
    ['Service', {}, {}, 'Current'],
    ['Service', {}, { type: 'LoadBalancer' }, 'InProgress'],
    ['ConfigMap', {}, {}, 'Current'],
    ['Kustomization', condition('Ready', 'False'), {}, 'InProgress'],
    ['Kustomization', condition('Stalled'), {}, 'Failed'],
    ['Kustomization', condition('Reconciling'), {}, 'InProgress'],
    ['Kustomization', condition('Ready'), {}, 'Current'],
    [
      'GitRepository',
      { observedGeneration: -1, ...condition('Ready') },
      {},
      'Current',
    ],
  ])('finds a %s with %j as wanted by %j: %s', (kind, status, spec, expected) =>
    expect(kstatus(object(kind, status, spec))).toBe(expected),
  );

  it('finds what is being deleted terminating', () => {
    const gone = object('Pod', {}, {}, { deletionTimestamp: 'now' });
    expect(kstatus(gone)).toBe('Terminating');
  });
});

describe('jobEnd()', () => {
  it('tells how a job ended', () => {
    expect(
      [{}, condition('Complete'), condition('Failed')].map(status =>
        jobEnd(object('Job', status)),
      ),
    ).toEqual([undefined, 'Complete', 'Failed']);
  });
});
