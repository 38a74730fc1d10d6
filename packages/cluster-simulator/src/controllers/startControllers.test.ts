import { deployment, node, template } from './testing/createTestCluster';
import { useTestCluster } from './testing/useTestCluster';

describe('startControllers()', () => {
  const t = useTestCluster();

  it('runs a DaemonSet on every node but those with a taint it does not tolerate, also new ones', () => {
    t.start([
      node('a'),
      node('b'),
      node('c', { spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } }),
    ]);
    t.create('daemonsets.apps', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      spec: { selector: { matchLabels: { app: 'web' } }, template: template() },
    });
    t.seconds(20);
    t.cluster.raw.create('nodes', node('d'));
    t.seconds(20);
    expect(
      t.cluster
        .pods()
        .map(each => each.spec.nodeName)
        .sort(),
    ).toEqual(['a', 'b', 'd']);
    expect(
      t.cluster.store.get('daemonsets.apps', 'default', 'x')?.status,
    ).toMatchObject({
      desiredNumberScheduled: 3,
      numberReady: 3,
    });
  });

  describe('deletion', () => {
    const running = () => {
      t.start();
      t.cluster.raw.create('deployments.apps', deployment());
      t.seconds(20);
    };
    const left = () => [
      t.names('deployments.apps').length,
      t.names('replicasets.apps').length,
      t.names('pods').length,
    ];

    it.each([
      ['Background', [0, 0, 0]],
      ['Foreground', [0, 0, 0]],
      ['Orphan', [0, 1, 3]],
    ] as const)(
      'with propagation %s leaves %j',
      (propagationPolicy, expected) => {
        running();
        t.cluster.raw.delete('deployments.apps', 'default', 'web', {
          propagationPolicy,
        });
        t.seconds(60);
        expect(left()).toEqual(expected);
      },
    );

    it('in the foreground keeps the owner until its dependents are gone', () => {
      running();
      t.cluster.raw.delete('deployments.apps', 'default', 'web', {
        propagationPolicy: 'Foreground',
      });
      t.cluster.clock.advance(500);
      expect(left()).toEqual([1, 1, 3]);
    });

    it('lets a new deployment adopt an orphaned ReplicaSet', () => {
      running();
      t.cluster.raw.delete('deployments.apps', 'default', 'web', {
        propagationPolicy: 'Orphan',
      });
      t.seconds(10);
      const [orphan] = t.names('replicasets.apps');
      t.cluster.raw.create('deployments.apps', deployment());
      t.seconds(20);
      expect(t.names('replicasets.apps')).toEqual([orphan]);
    });

    it('of a namespace empties it before it goes', () => {
      t.start();
      t.create('namespaces', {
        metadata: { name: 'team', namespace: undefined },
      });
      t.seconds(2);
      expect(
        t.cluster.raw.get('serviceaccounts', 'team', 'default'),
      ).toBeDefined();
      t.cluster.raw.create('deployments.apps', {
        ...deployment(),
        metadata: { name: 'web', namespace: 'team' },
      });
      t.seconds(20);
      t.cluster.raw.delete('namespaces', undefined, 'team');
      t.cluster.clock.advance(500);
      expect(
        t.cluster.store.get('namespaces', undefined, 'team')?.status?.phase,
      ).toBe('Terminating');
      t.seconds(60);
      expect(
        t.cluster.raw.get('namespaces', undefined, 'team'),
      ).toBeUndefined();
      expect(t.cluster.raw.count('configmaps', 'team')).toBe(0);
      expect(t.cluster.pods('team')).toEqual([]);
    });
  });

  it('raises the count of a repeated event and drops it an hour after its last time', () => {
    t.start([node('a', { cpu: '1' })]);
    t.create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: {
        containers: [{ name: 'x', resources: { requests: { cpu: '2' } } }],
      },
    });
    t.seconds(310);
    const refusals = t.cluster
      .eventsOf('x')
      .filter(each => each.reason === 'FailedScheduling');
    expect(refusals.map(each => each.count)).toEqual([6]);
    t.cluster.raw.delete('pods', 'default', 'x');
    t.seconds(3_500);
    expect(t.cluster.eventsOf('x')).toHaveLength(1);
    t.seconds(200);
    expect(t.cluster.eventsOf('x')).toEqual([]);
  });

  it('keeps endpoints of a service equal to its ready pods', () => {
    t.start();
    t.create('services', {
      apiVersion: 'v1',
      kind: 'Service',
      spec: {
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: 8080 }],
      },
    });
    t.cluster.raw.create('deployments.apps', deployment({ replicas: 2 }));
    t.seconds(20);
    const addresses = t.cluster
      .pods()
      .map(each => each.status?.podIP)
      .sort();
    expect(
      t.cluster.raw.get('endpoints', 'default', 'x')?.subsets,
    ).toMatchObject([{ ports: [{ port: 8080, protocol: 'TCP' }] }]);
    expect(addresses).toHaveLength(2);
    expect(t.cluster.raw.list('endpointslices.discovery.k8s.io')).toMatchObject(
      [
        {
          endpoints: [
            { conditions: { ready: true } },
            { conditions: { ready: true } },
          ],
        },
      ],
    );
    t.cluster.raw.delete('deployments.apps', 'default', 'web', {
      propagationPolicy: 'Background',
    });
    t.seconds(30);
    expect(
      t.cluster.raw.get('endpoints', 'default', 'x')?.subsets,
    ).toBeUndefined();
  });

  it('declares a silent node unknown after 40 s and moves its pods after 300 s more', () => {
    t.start([node('a'), node('b')]);
    t.cluster.raw.create('deployments.apps', deployment({ replicas: 4 }));
    t.seconds(20);
    t.cluster.raw.update('nodes', undefined, 'a', current => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: { 'orrery-sim/node-down': 'true' },
      },
    }));
    t.seconds(30);
    expect(
      t.cluster.store.get('nodes', undefined, 'a')?.status?.conditions?.[0]
        .status,
    ).toBe('True');
    t.seconds(30);
    expect(
      t.cluster.store
        .get('nodes', undefined, 'a')
        ?.status?.conditions?.find(each => each.type === 'Ready'),
    ).toMatchObject({ status: 'Unknown', reason: 'NodeStatusUnknown' });
    t.seconds(330);
    const onB = t.cluster
      .pods()
      .filter(
        each => each.spec.nodeName === 'b' && !each.metadata.deletionTimestamp,
      );
    expect(onB).toHaveLength(4);
  });
});
