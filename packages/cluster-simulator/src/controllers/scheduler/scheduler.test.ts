import { node } from '../testing/createTestCluster';
import { useTestCluster } from '../testing/useTestCluster';

describe('scheduler', () => {
  const t = useTestCluster();

  const bigPod = (spec: Record<string, unknown> = {}) =>
    t.create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: {
        containers: [
          {
            name: 'x',
            image: 'shop/x:1',
            resources: { requests: { cpu: '3', memory: '1Gi' } },
          },
        ],
        ...spec,
      },
    });
  const refusal = () =>
    t.cluster.eventsOf('x').find(each => each.reason === 'FailedScheduling')
      ?.message;

  it('names how many nodes each reason rules out', () => {
    t.start([
      node('a', { cpu: '2' }),
      node('b', { cpu: '2' }),
      node('c', {
        spec: {
          taints: [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }],
        },
      }),
      node('d', { spec: { unschedulable: true } }),
    ]);
    bigPod();
    t.seconds(2);
    expect(refusal()).toBe(
      '0/4 nodes are available: 1 node(s) had untolerated taint {dedicated: db}, 1 node(s) were unschedulable, 2 Insufficient cpu. preemption: 0/4 nodes are available: 2 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.',
    );
  });

  it.each([
    [{ nodeSelector: { disk: 'ssd' } }, 'b'],
    [
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    { key: 'disk', operator: 'NotIn', values: ['ssd'] },
                  ],
                },
              ],
            },
          },
        },
      },
      'a',
    ],
    [
      {
        tolerations: [{ key: 'dedicated', operator: 'Exists' }],
        nodeSelector: { role: 'db' },
      },
      'c',
    ],
  ])('binds a pod with %j to node %s', (spec, expected) => {
    t.start([
      node('a'),
      node('b', { labels: { disk: 'ssd' } }),
      node('c', {
        labels: { role: 'db', disk: 'ssd' },
        spec: {
          taints: [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }],
        },
      }),
    ]);
    bigPod(spec);
    t.seconds(2);
    expect(t.cluster.pods()[0].spec.nodeName).toBe(expected);
  });

  it('tries again when a node gains room', () => {
    t.start([node('a', { cpu: '4' })]);
    bigPod();
    t.create('pods', {
      metadata: { name: 'y' },
      spec: {
        containers: [{ name: 'y', resources: { requests: { cpu: '2' } } }],
      },
    });
    t.seconds(10);
    expect(
      t.cluster.store.get('pods', 'default', 'y')?.spec.nodeName,
    ).toBeUndefined();
    t.cluster.raw.delete('pods', 'default', 'x');
    t.seconds(10);
    expect(t.cluster.store.get('pods', 'default', 'y')?.spec.nodeName).toBe(
      'a',
    );
  });
});
