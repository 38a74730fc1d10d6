import { recordsAt, type KubernetesObject } from '@orrery/kubernetes-model';
import { ClusterRequestError } from '../cluster/ClusterRequestError';
import { podTemplateHash } from './podTemplateHash';
import {
  createRolloutCluster,
  rollout,
  service,
  template,
  type RolloutCluster,
} from '../testing/rollouts/createRolloutCluster';

const pods = { apiVersion: 'v1', kind: 'Pod' } as const;

describe('startRollouts()', () => {
  let cluster: RolloutCluster;
  beforeEach(async () => {
    cluster = await createRolloutCluster();
  });
  afterEach(() => cluster.dispose());

  function seedPods(...names: string[]) {
    const [{ object }] = cluster.replicaSets();
    const { name, uid = '' } = object.metadata;
    cluster.cluster.seed(
      ...names.map(
        (pod): KubernetesObject => ({
          ...pods,
          metadata: {
            name: pod,
            namespace: 'shop',
            ownerReferences: [
              { apiVersion: 'apps/v1', kind: 'ReplicaSet', name, uid },
            ],
          },
          status: { conditions: [{ type: 'Ready', status: 'True' }] },
        }),
      ),
    );
  }

  const names = () =>
    cluster.cluster.list(pods).map(each => each.metadata.name);

  it('replaces old pods one after the other when it is to restart', async () => {
    await cluster.create(rollout({ canary: {} }));
    await cluster.pass(30);
    seedPods('a', 'b', 'c');
    await cluster.pass(60);
    const restartAt = new Date(cluster.cluster.nowMs()).toISOString();
    await cluster.patch({ spec: { restartAt } });
    await cluster.pass(1);
    expect(cluster.status()).toMatchObject({
      phase: 'Progressing',
      message: 'rollout is restarting',
    });
    expect(names()).toEqual(['b', 'c']);
    for (const pod of ['d', 'e', 'f']) {
      seedPods(pod);
      await cluster.patch({ metadata: { labels: { pod } } });
      await cluster.pass(1);
    }
    expect(names()).toEqual(['d', 'e', 'f']);
    expect(cluster.status()).toMatchObject({ phase: 'Healthy' });
    expect(Date.parse(String(cluster.status().restartedAt))).toBe(
      Math.floor(Date.parse(restartAt) / 1_000) * 1_000,
    );
  });

  it('takes its template from a Deployment and retires it', async () => {
    cluster.cluster.seed({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'old', namespace: 'shop' },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'web' } },
        template: template('1'),
      },
    });
    await cluster.create(
      rollout(
        { canary: {} },
        {
          selector: undefined,
          template: undefined,
          workloadRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'old',
            scaleDown: 'onsuccess',
          },
        },
      ),
    );
    await cluster.pass(30);
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      workloadObservedGeneration: '2',
    });
    const old = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'old' };
    expect(
      cluster.cluster.get({ ...old, namespace: 'shop' })?.spec,
    ).toMatchObject({ replicas: 0 });
    await cluster.cluster.mergePatch(
      { ...old, namespace: 'shop' },
      { spec: { template: template('2') } },
      { manager: 'test' },
    );
    await cluster.pass(60);
    expect(cluster.sizes()).toEqual([
      [1, 0],
      [2, 3],
    ]);
  });

  it('writes the weights of a canary into the VirtualService', async () => {
    cluster.cluster.seed(
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'virtualservices.networking.istio.io' },
        spec: {
          group: 'networking.istio.io',
          scope: 'Namespaced',
          names: { kind: 'VirtualService', plural: 'virtualservices' },
          versions: [{ name: 'v1' }],
        },
      },
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          http: [
            {
              name: 'primary',
              route: [
                { destination: { host: 'stable' }, weight: 100 },
                {
                  destination: { host: 'canary.shop.svc.cluster.local' },
                  weight: 0,
                },
              ],
            },
            { name: 'other', route: [{ destination: { host: 'stable' } }] },
          ],
        },
      },
      service('canary'),
      service('stable'),
    );
    await cluster.create(
      rollout({
        canary: {
          steps: [{ setWeight: 30 }, { pause: {} }],
          canaryService: 'canary',
          stableService: 'stable',
          trafficRouting: {
            istio: { virtualService: { name: 'web', routes: ['primary'] } },
          },
        },
      }),
    );
    await cluster.pass(30);
    await cluster.patch({ spec: { template: template('2') } });
    await cluster.pass(60);
    const found = cluster.cluster.get({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      namespace: 'shop',
      name: 'web',
    });
    const [primary, other] = recordsAt(found, 'spec', 'http');
    expect(recordsAt(primary, 'route').map(each => each.weight)).toEqual([
      70, 30,
    ]);
    expect(recordsAt(other, 'route').map(each => each.weight)).toEqual([
      undefined,
    ]);
  });

  it('counts a collision when somebody else has the name of its ReplicaSet', async () => {
    const name = `web-${podTemplateHash(template('1'))}`;
    cluster.cluster.seed({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name, namespace: 'shop' },
      spec: { replicas: 0 },
    });
    await cluster.create(rollout({ canary: {} }));
    await cluster.pass(30);
    expect(cluster.status()).toMatchObject({
      collisionCount: 1,
      phase: 'Healthy',
      availableReplicas: 3,
    });
  });

  it('looks again when somebody else wrote first', async () => {
    cluster.cluster.refuseOnce(
      ({ verb, ref }) => verb === 'create' && ref.kind === 'ReplicaSet',
      new ClusterRequestError('Conflict', 'somebody wrote first'),
    );
    await cluster.create(rollout({ canary: {} }));
    await cluster.pass(30);
    expect(cluster.status().phase).toBe('Healthy');
  });

  it('leaves everything as it is once disposed', async () => {
    await cluster.create(rollout({ canary: {} }));
    cluster.dispose();
    await cluster.pass(60);
    expect(cluster.status()).toEqual({});
  });

  it('installs definitions that every column and subresource of Argo Rollouts has', () => {
    const definitions = cluster.cluster.list({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
    });
    const summary = definitions.map(each => {
      const [version] = recordsAt(each, 'spec', 'versions');
      return [
        each.metadata.name.split('.')[0],
        recordsAt(version, 'additionalPrinterColumns').map(
          column => column.name,
        ),
        Object.keys(Object(version.subresources)),
      ];
    });
    expect(summary).toEqual([
      ['analysisruns', ['Status', 'Age'], ['status']],
      ['analysistemplates', ['Age'], []],
      ['clusteranalysistemplates', ['Age'], []],
      ['experiments', ['Status', 'Age'], ['status']],
      [
        'rollouts',
        ['Desired', 'Current', 'Up-to-date', 'Available', 'Age'],
        ['status', 'scale'],
      ],
    ]);
  });
});
