import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ResourceId } from '../store/ClusterStore';
import {
  createTestCluster,
  deployment,
  node,
  template,
  type TestCluster,
} from './testing/createTestCluster';

describe('startControllers()', () => {
  let cluster: TestCluster;
  const start = (nodes?: readonly KubernetesObject[]) => {
    cluster = createTestCluster({ nodes });
  };
  const create = (resource: ResourceId, object: Record<string, unknown>) =>
    cluster.raw.create(resource, {
      ...object,
      metadata: { name: 'x', namespace: 'default', ...(object.metadata ?? {}) },
    });
  const seconds = (count: number) => cluster.clock.advance(count * 1_000);
  const names = (resource: ResourceId) =>
    cluster.raw.list(resource).map(each => each.metadata.name);
  afterEach(() => {
    cluster.disposeWithoutErrors();
  });

  describe('scheduler', () => {
    const bigPod = (spec: Record<string, unknown> = {}) =>
      create('pods', {
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
      cluster.eventsOf('x').find(each => each.reason === 'FailedScheduling')
        ?.message;

    it('names how many nodes each reason rules out', () => {
      start([
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
      seconds(2);
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
      start([
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
      seconds(2);
      expect(cluster.pods()[0].spec.nodeName).toBe(expected);
    });

    it('tries again when a node gains room', () => {
      start([node('a', { cpu: '4' })]);
      bigPod();
      create('pods', {
        metadata: { name: 'y' },
        spec: {
          containers: [{ name: 'y', resources: { requests: { cpu: '2' } } }],
        },
      });
      seconds(10);
      expect(
        cluster.store.get('pods', 'default', 'y')?.spec.nodeName,
      ).toBeUndefined();
      cluster.raw.delete('pods', 'default', 'x');
      seconds(10);
      expect(cluster.store.get('pods', 'default', 'y')?.spec.nodeName).toBe(
        'a',
      );
    });
  });

  describe('kubelet', () => {
    const pod = (image: string, spec: Record<string, unknown> = {}) =>
      create('pods', {
        apiVersion: 'v1',
        kind: 'Pod',
        spec: { containers: [{ name: 'x', image }], ...spec },
      });
    const status = () => cluster.store.get('pods', 'default', 'x')?.status;
    const reasons = () => cluster.eventsOf('x').map(each => each.reason);

    it('takes a pod from Pending to ready and reports every step', () => {
      start();
      pod('shop/x:1');
      seconds(10);
      expect(status()).toMatchObject({
        phase: 'Running',
        containerStatuses: [{ ready: true, restartCount: 0 }],
        podIP: expect.stringMatching(/^10\.244\.\d+\.\d+$/),
      });
      expect(reasons().sort()).toEqual(
        ['Created', 'Pulled', 'Pulling', 'Scheduled', 'Started'].sort(),
      );
    });

    it('runs init containers one after the other before the main container', () => {
      start();
      pod('shop/x:1', {
        initContainers: [
          { name: 'one', image: 'shop/i:1', command: ['sh', '-c', 'sleep 20'] },
          { name: 'two', image: 'shop/i:1', command: ['sh', '-c', 'sleep 20'] },
        ],
      });
      seconds(10);
      expect(
        status()?.initContainerStatuses?.map(
          each => Object.keys(each.state)[0],
        ),
      ).toEqual(['running', 'waiting']);
      expect(status()?.containerStatuses?.[0].state.waiting?.reason).toBe(
        'PodInitializing',
      );
      seconds(50);
      expect(status()?.phase).toBe('Running');
    });

    it('backs off from an image that does not exist', () => {
      start();
      pod('shop/x:2.0.0-missing');
      seconds(12);
      expect(status()?.phase).toBe('Pending');
      expect(status()?.containerStatuses?.[0].state.waiting?.reason).toBe(
        'ImagePullBackOff',
      );
      expect(reasons()).toEqual(expect.arrayContaining(['Failed', 'BackOff']));
    });

    it('restarts a container killed for memory after 0, 10, 20 … seconds', () => {
      start();
      pod('shop/x:oom');
      seconds(120);
      const [container] = status()?.containerStatuses ?? [];
      expect(container.restartCount).toBeGreaterThanOrEqual(3);
      expect(container.restartCount).toBeLessThanOrEqual(5);
      expect(container.lastState.terminated).toMatchObject({
        exitCode: 137,
        reason: 'OOMKilled',
      });
      seconds(1_200);
      expect(status()?.containerStatuses?.[0].restartCount).toBeLessThan(10);
    });

    it('keeps a deleted pod until its containers have stopped', () => {
      start();
      pod('shop/x:1');
      seconds(10);
      cluster.raw.delete('pods', 'default', 'x');
      expect(status()).toBeDefined();
      seconds(4);
      expect(status()).toBeUndefined();
    });
  });

  describe('jobs', () => {
    const job = (command: string, spec: Record<string, unknown> = {}) =>
      create('jobs.batch', {
        apiVersion: 'batch/v1',
        kind: 'Job',
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [
                {
                  name: 'x',
                  image: 'shop/x:1',
                  command: ['sh', '-c', command],
                },
              ],
            },
          },
          ...spec,
        },
      });
    const status = () =>
      cluster.store.get('jobs.batch', 'default', 'x')?.status;
    const end = () =>
      status()?.conditions?.map(each => `${each.type}:${each.reason}`);

    it('completes when enough pods have succeeded, no more than allowed at once', () => {
      start();
      job('sleep 5', { completions: 5, parallelism: 2 });
      let most = 0;
      cluster.raw.subscribe(() => {
        most = Math.max(most, status()?.active ?? 0);
      }, 'jobs.batch');
      seconds(60);
      expect(status()).toMatchObject({ succeeded: 5 });
      expect(end()).toContain('Complete:CompletionsReached');
      expect(most).toBe(2);
    });

    it('fails after its back-off limit, waiting longer each time', () => {
      start();
      job('exit 3', { backoffLimit: 2 });
      seconds(20);
      expect(status()?.failed).toBe(2);
      seconds(60);
      expect(status()?.failed).toBe(3);
      expect(end()).toContain('Failed:BackoffLimitExceeded');
    });

    it('fails at its deadline and stops its pods', () => {
      start();
      job('sleep 500', { activeDeadlineSeconds: 30 });
      seconds(40);
      expect(end()).toContain('Failed:DeadlineExceeded');
      expect(cluster.pods()).toEqual([]);
    });

    it('disappears with its pods when its time to live is over', () => {
      start();
      job('sleep 1', { ttlSecondsAfterFinished: 30 });
      seconds(25);
      expect(names('pods')).toHaveLength(1);
      seconds(40);
      expect([names('jobs.batch'), names('pods')]).toEqual([[], []]);
    });

    it('are created by a CronJob each time its schedule says so, oldest dropped first', () => {
      start();
      create('cronjobs.batch', {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        spec: {
          schedule: '*/10 * * * *',
          successfulJobsHistoryLimit: 2,
          jobTemplate: {
            spec: {
              template: {
                spec: {
                  restartPolicy: 'Never',
                  containers: [
                    { name: 'x', image: 'shop/x:1', command: ['true'] },
                  ],
                },
              },
            },
          },
        },
      });
      seconds(3_700);
      expect(names('jobs.batch')).toHaveLength(2);
      expect(
        cluster
          .eventsOf('x')
          .filter(each => each.reason === 'SuccessfulCreate'),
      ).toHaveLength(6);
    });
  });

  describe('statefulsets', () => {
    const set = (spec: Record<string, unknown> = {}) =>
      create('statefulsets.apps', {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        spec: {
          replicas: 3,
          serviceName: 'x',
          selector: { matchLabels: { app: 'web' } },
          template: template(),
          ...spec,
        },
      });
    const setImage = (image: string) =>
      cluster.raw.update('statefulsets.apps', 'default', 'x', current => ({
        ...current,
        spec: { ...Object(current.spec), template: template({ image }) },
      }));

    it('creates pods in order, each after the one before is ready', () => {
      start();
      const created: string[] = [];
      cluster.raw.subscribe(change => {
        if (change.kind !== 'added') return;
        const before = cluster.pods().slice(0, -1);
        const isOrdered = before.every(
          each => each.status?.phase === 'Running',
        );
        created.push(`${change.object.metadata.name} ${isOrdered}`);
      }, 'pods');
      set();
      seconds(60);
      expect(created).toEqual(['x-0 true', 'x-1 true', 'x-2 true']);
    });

    it('updates from the last pod down to the partition', () => {
      start();
      set({
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { partition: 1 },
        },
      });
      seconds(60);
      setImage('shop/web:2');
      seconds(90);
      expect(cluster.pods().map(each => each.spec.containers[0].image)).toEqual(
        ['shop/web:1.0.0', 'shop/web:2', 'shop/web:2'],
      );
    });

    it('gives each pod a claim of its own, bound to a provisioned volume, and keeps it', () => {
      start();
      create('storageclasses.storage.k8s.io', {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'fast', namespace: undefined },
        provisioner: 'csi.example',
        volumeBindingMode: 'WaitForFirstConsumer',
      });
      set({
        replicas: 2,
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: {
              storageClassName: 'fast',
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '5Gi' } },
            },
          },
        ],
      });
      seconds(60);
      const claims = cluster.store.list('persistentvolumeclaims');
      expect(
        claims.map(each => [each.metadata.name, each.status?.phase]),
      ).toEqual([
        ['data-x-0', 'Bound'],
        ['data-x-1', 'Bound'],
      ]);
      cluster.raw.delete('pods', 'default', 'x-1');
      seconds(30);
      expect(cluster.store.get('pods', 'default', 'x-1')?.status?.phase).toBe(
        'Running',
      );
      expect(cluster.store.list('persistentvolumes')).toHaveLength(2);
    });
  });

  it('runs a DaemonSet on every node but those with a taint it does not tolerate, also new ones', () => {
    start([
      node('a'),
      node('b'),
      node('c', { spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } }),
    ]);
    create('daemonsets.apps', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      spec: { selector: { matchLabels: { app: 'web' } }, template: template() },
    });
    seconds(20);
    cluster.raw.create('nodes', node('d'));
    seconds(20);
    expect(
      cluster
        .pods()
        .map(each => each.spec.nodeName)
        .sort(),
    ).toEqual(['a', 'b', 'd']);
    expect(
      cluster.store.get('daemonsets.apps', 'default', 'x')?.status,
    ).toMatchObject({
      desiredNumberScheduled: 3,
      numberReady: 3,
    });
  });

  describe('deletion', () => {
    const running = () => {
      start();
      cluster.raw.create('deployments.apps', deployment());
      seconds(20);
    };
    const left = () => [
      names('deployments.apps').length,
      names('replicasets.apps').length,
      names('pods').length,
    ];

    it.each([
      ['Background', [0, 0, 0]],
      ['Foreground', [0, 0, 0]],
      ['Orphan', [0, 1, 3]],
    ] as const)(
      'with propagation %s leaves %j',
      (propagationPolicy, expected) => {
        running();
        cluster.raw.delete('deployments.apps', 'default', 'web', {
          propagationPolicy,
        });
        seconds(60);
        expect(left()).toEqual(expected);
      },
    );

    it('in the foreground keeps the owner until its dependents are gone', () => {
      running();
      cluster.raw.delete('deployments.apps', 'default', 'web', {
        propagationPolicy: 'Foreground',
      });
      cluster.clock.advance(500);
      expect(left()).toEqual([1, 1, 3]);
    });

    it('lets a new deployment adopt an orphaned ReplicaSet', () => {
      running();
      cluster.raw.delete('deployments.apps', 'default', 'web', {
        propagationPolicy: 'Orphan',
      });
      seconds(10);
      const [orphan] = names('replicasets.apps');
      cluster.raw.create('deployments.apps', deployment());
      seconds(20);
      expect(names('replicasets.apps')).toEqual([orphan]);
    });

    it('of a namespace empties it before it goes', () => {
      start();
      create('namespaces', {
        metadata: { name: 'team', namespace: undefined },
      });
      seconds(2);
      expect(
        cluster.raw.get('serviceaccounts', 'team', 'default'),
      ).toBeDefined();
      cluster.raw.create('deployments.apps', {
        ...deployment(),
        metadata: { name: 'web', namespace: 'team' },
      });
      seconds(20);
      cluster.raw.delete('namespaces', undefined, 'team');
      cluster.clock.advance(500);
      expect(
        cluster.store.get('namespaces', undefined, 'team')?.status?.phase,
      ).toBe('Terminating');
      seconds(60);
      expect(cluster.raw.get('namespaces', undefined, 'team')).toBeUndefined();
      expect(cluster.raw.count('configmaps', 'team')).toBe(0);
      expect(cluster.pods('team')).toEqual([]);
    });
  });

  it('raises the count of a repeated event and drops it an hour after its last time', () => {
    start([node('a', { cpu: '1' })]);
    create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: {
        containers: [{ name: 'x', resources: { requests: { cpu: '2' } } }],
      },
    });
    seconds(310);
    const refusals = cluster
      .eventsOf('x')
      .filter(each => each.reason === 'FailedScheduling');
    expect(refusals.map(each => each.count)).toEqual([6]);
    cluster.raw.delete('pods', 'default', 'x');
    seconds(3_500);
    expect(cluster.eventsOf('x')).toHaveLength(1);
    seconds(200);
    expect(cluster.eventsOf('x')).toEqual([]);
  });

  it('keeps endpoints of a service equal to its ready pods', () => {
    start();
    create('services', {
      apiVersion: 'v1',
      kind: 'Service',
      spec: {
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: 8080 }],
      },
    });
    cluster.raw.create('deployments.apps', deployment({ replicas: 2 }));
    seconds(20);
    const addresses = cluster
      .pods()
      .map(each => each.status?.podIP)
      .sort();
    expect(cluster.raw.get('endpoints', 'default', 'x')?.subsets).toMatchObject(
      [{ ports: [{ port: 8080, protocol: 'TCP' }] }],
    );
    expect(addresses).toHaveLength(2);
    expect(cluster.raw.list('endpointslices.discovery.k8s.io')).toMatchObject([
      {
        endpoints: [
          { conditions: { ready: true } },
          { conditions: { ready: true } },
        ],
      },
    ]);
    cluster.raw.delete('deployments.apps', 'default', 'web', {
      propagationPolicy: 'Background',
    });
    seconds(30);
    expect(
      cluster.raw.get('endpoints', 'default', 'x')?.subsets,
    ).toBeUndefined();
  });

  it('declares a silent node unknown after 40 s and moves its pods after 300 s more', () => {
    start([node('a'), node('b')]);
    cluster.raw.create('deployments.apps', deployment({ replicas: 4 }));
    seconds(20);
    cluster.raw.update('nodes', undefined, 'a', current => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: { 'orrery-sim/node-down': 'true' },
      },
    }));
    seconds(30);
    expect(
      cluster.store.get('nodes', undefined, 'a')?.status?.conditions?.[0]
        .status,
    ).toBe('True');
    seconds(30);
    expect(
      cluster.store
        .get('nodes', undefined, 'a')
        ?.status?.conditions?.find(each => each.type === 'Ready'),
    ).toMatchObject({ status: 'Unknown', reason: 'NodeStatusUnknown' });
    seconds(330);
    const onB = cluster
      .pods()
      .filter(
        each => each.spec.nodeName === 'b' && !each.metadata.deletionTimestamp,
      );
    expect(onB).toHaveLength(4);
  });
});
