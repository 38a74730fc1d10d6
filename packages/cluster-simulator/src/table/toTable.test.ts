import type { KubernetesObject } from '@orrery/kubernetes-model';
import { objectsAt } from '../json/readJson';
import { toTable } from './toTable';

const nowMs = Date.parse('2026-01-01T01:00:00Z');
const metadata = {
  name: 'x',
  namespace: 'shop',
  creationTimestamp: '2026-01-01T00:00:00Z',
};

function cellsOf(resource: string, object: object): Record<string, unknown> {
  const table = toTable(
    resource,
    [{ metadata, ...object } as KubernetesObject],
    {},
    { nowMs },
  );
  const [{ cells }] = objectsAt(table, 'rows');
  return Object.fromEntries(
    objectsAt(table, 'columnDefinitions').map(({ name }, index) => [
      name,
      Array.isArray(cells) ? cells[index] : undefined,
    ]),
  );
}

const waiting = (reason: string) => ({
  name: 'c',
  ready: false,
  restartCount: 0,
  state: { waiting: { reason } },
});
const terminated = (fields: object) => ({
  name: 'c',
  ready: false,
  restartCount: 0,
  state: { terminated: fields },
});
const running = {
  name: 'c',
  ready: true,
  restartCount: 0,
  state: { running: {} },
};

describe('toTable()', () => {
  it.each([
    ['Running', { phase: 'Running', containerStatuses: [running] }],
    [
      'CrashLoopBackOff',
      { phase: 'Running', containerStatuses: [waiting('CrashLoopBackOff')] },
    ],
    [
      'OOMKilled',
      {
        phase: 'Running',
        containerStatuses: [terminated({ reason: 'OOMKilled', exitCode: 137 })],
      },
    ],
    [
      'ExitCode:3',
      { phase: 'Failed', containerStatuses: [terminated({ exitCode: 3 })] },
    ],
    [
      'Signal:9',
      {
        phase: 'Failed',
        containerStatuses: [terminated({ exitCode: 1, signal: 9 })],
      },
    ],
    ['Evicted', { phase: 'Failed', reason: 'Evicted' }],
    [
      'Init:0/1',
      {
        phase: 'Pending',
        initContainerStatuses: [{ name: 'i', state: { running: {} } }],
      },
    ],
    [
      'Init:ErrImagePull',
      {
        phase: 'Pending',
        initContainerStatuses: [
          { name: 'i', state: { waiting: { reason: 'ErrImagePull' } } },
        ],
      },
    ],
    [
      'SchedulingGated',
      {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', reason: 'SchedulingGated' }],
      },
    ],
  ])('prints the pod status %s', (expected, status) => {
    const spec = {
      containers: [{ name: 'c' }],
      initContainers: [{ name: 'i' }],
    };
    expect(cellsOf('pods', { spec, status }).Status).toBe(expected);
  });

  it('prints a pod that is being deleted as Terminating, and restarts with their age', () => {
    const status = {
      phase: 'Running',
      containerStatuses: [
        {
          ...running,
          restartCount: 3,
          lastState: { terminated: { finishedAt: '2026-01-01T00:55:00Z' } },
        },
      ],
    };
    const cells = cellsOf('pods', {
      metadata: { ...metadata, deletionTimestamp: '2026-01-01T01:00:30Z' },
      spec: { containers: [{ name: 'c' }] },
      status,
    });
    expect(cells).toMatchObject({
      Ready: '1/1',
      Status: 'Terminating',
      Restarts: '3 (5m ago)',
      Age: '60m',
    });
  });

  it.each([
    [
      'deployments.apps',
      {
        spec: { replicas: 3 },
        status: { readyReplicas: 2, updatedReplicas: 3 },
      },
      { Ready: '2/3', 'Up-to-date': 3, Available: 0 },
    ],
    [
      'services',
      {
        spec: {
          type: 'LoadBalancer',
          clusterIP: '10.0.0.1',
          ports: [{ port: 80, nodePort: 30080, protocol: 'TCP' }],
        },
      },
      { 'External-IP': '<pending>', 'Port(s)': '80:30080/TCP' },
    ],
    [
      'jobs.batch',
      {
        spec: { completions: 2 },
        status: { succeeded: 1, startTime: '2026-01-01T00:59:00Z' },
      },
      { Status: 'Running', Completions: '1/2', Duration: '60s' },
    ],
    [
      'nodes',
      {
        metadata: {
          ...metadata,
          labels: { 'node-role.kubernetes.io/worker': '' },
        },
        spec: { unschedulable: true },
        status: { conditions: [{ type: 'Ready', status: 'True' }] },
      },
      { Status: 'Ready,SchedulingDisabled', Roles: 'worker' },
    ],
    [
      'persistentvolumeclaims',
      {
        spec: { storageClassName: 'ssd' },
        status: {
          phase: 'Bound',
          accessModes: ['ReadWriteOnce'],
          capacity: { storage: '1Gi' },
        },
      },
      {
        Status: 'Bound',
        Capacity: '1Gi',
        'Access Modes': 'RWO',
        StorageClass: 'ssd',
      },
    ],
    ['gadgets.example.com', {}, { Name: 'x', Age: '60m' }],
  ])('prints %s', (resource, object, expected) => {
    expect(cellsOf(resource, object)).toMatchObject(expected);
  });
});
