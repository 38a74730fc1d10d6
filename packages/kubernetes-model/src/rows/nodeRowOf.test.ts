import { node, TEST_NOW_MS } from '../testing';
import type { KubernetesObject } from '../object/KubernetesObject';
import { rowOf } from './rowOf';

const GI = 1024 ** 3;
const rowFor = (item: KubernetesObject) =>
  rowOf(item, { group: '', kind: 'Node' }, { nowMs: TEST_NOW_MS });

describe('nodeRowOf()', () => {
  it('makes the row of a Node', () => {
    expect(
      rowFor(
        node('node-1', {
          metadata: {
            labels: {
              'kubernetes.io/role': 'agent',
              'node-role.kubernetes.io/control-plane': '',
            },
          },
          spec: { unschedulable: true },
        }),
      ),
    ).toMatchObject({
      kind: 'Node',
      key: 'node-1',
      phase: 'Ready,SchedulingDisabled',
      roles: ['agent', 'control-plane', 'worker'],
      version: 'v1.34.2',
      architecture: 'amd64',
      operatingSystem: 'linux',
      internalIP: '10.0.0.1',
      zone: 'eu-1a',
      instanceType: 'm6i.xlarge',
      unschedulable: true,
      allocatable: { cpuCores: 3.92, memoryBytes: 15 * GI, pods: 110 },
    });
  });

  it.each([
    ['True', 'Ready'],
    ['False', 'NotReady'],
    ['Unknown', 'NotReady'],
    [undefined, 'Unknown'],
  ])('shows a Node whose Ready is %s as %s', (status, phase) => {
    const conditions = status === undefined ? [] : [{ type: 'Ready', status }];
    expect(rowFor(node('a', { status: { conditions } }))).toMatchObject({
      phase,
    });
  });

  it('reads the labels of old clusters', () => {
    const labels = {
      'topology.kubernetes.io/zone': undefined,
      'failure-domain.beta.kubernetes.io/zone': 'eu-1b',
      'node.kubernetes.io/instance-type': undefined,
      'beta.kubernetes.io/instance-type': 'm4.large',
    };
    expect(rowFor(node('a', { metadata: { labels } }))).toMatchObject({
      zone: 'eu-1b',
      instanceType: 'm4.large',
    });
  });

  it('falls back to labels and capacity where the kubelet has not reported', () => {
    const status = { nodeInfo: undefined, allocatable: undefined };
    expect(rowFor(node('a', { status }))).toMatchObject({
      architecture: 'amd64',
      operatingSystem: 'linux',
      version: '',
      allocatable: { cpuCores: 4, memoryBytes: 16 * GI, pods: 110 },
    });
  });
});
