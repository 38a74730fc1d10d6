import {
  createTestCluster,
  deployment,
  template,
  type TestCluster,
} from '../testing/createTestCluster';
import { isPodReady } from '../podState';
import { revisionOf } from './replicaSetOf';

describe('createDeploymentController()', () => {
  let cluster: TestCluster;
  beforeEach(() => {
    cluster = createTestCluster();
  });
  afterEach(() => {
    cluster.disposeWithoutErrors();
  });

  const get = () => {
    const found = cluster.store.get('deployments.apps', 'default', 'web');
    if (!found) throw new Error('deployment web is missing');
    return found;
  };
  const replicaSets = () =>
    [...cluster.store.list('replicasets.apps')].sort(
      (a, b) => revisionOf(a) - revisionOf(b),
    );
  const setImage = (image: string) =>
    cluster.store.update('deployments.apps', get(), current => ({
      ...current,
      spec: { ...current.spec, template: template({ image }) },
    }));
  const condition = (type: string) =>
    get().status?.conditions?.find(each => each.type === type);

  it('brings up the wanted pods and reports the rollout as complete', () => {
    cluster.raw.create('deployments.apps', deployment());
    cluster.clock.advance(20_000);
    expect(get().status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    });
    expect(condition('Progressing')?.reason).toBe('NewReplicaSetAvailable');
    expect(condition('Available')?.status).toBe('True');
    expect(get().metadata.annotations).toEqual({
      'deployment.kubernetes.io/revision': '1',
    });
  });

  it('hands a change cause on to its revision alone, also when it comes late', () => {
    const cause = 'kubernetes.io/change-cause';
    cluster.raw.create('deployments.apps', deployment());
    cluster.clock.advance(20_000);
    setImage('shop/web:1.1.0');
    cluster.clock.advance(20_000);
    cluster.store.update('deployments.apps', get(), current => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: { ...current.metadata.annotations, [cause]: 'second' },
      },
    }));
    cluster.clock.advance(20_000);
    expect(
      replicaSets().map(each => each.metadata.annotations?.[cause]),
    ).toEqual([undefined, 'second']);
  });

  it.each([
    { replicas: 4, maxSurge: 1, maxUnavailable: 0, most: 5, fewestReady: 4 },
    { replicas: 4, maxSurge: 0, maxUnavailable: 1, most: 4, fewestReady: 3 },
    {
      replicas: 10,
      maxSurge: '25%',
      maxUnavailable: '25%',
      most: 13,
      fewestReady: 8,
    },
    {
      replicas: 3,
      maxSurge: '100%',
      maxUnavailable: '0%',
      most: 6,
      fewestReady: 3,
    },
    { replicas: 2, maxSurge: 0, maxUnavailable: 0, most: 2, fewestReady: 1 },
  ])(
    'keeps a rollout of $replicas within surge $maxSurge and unavailable $maxUnavailable',
    ({ replicas, maxSurge, maxUnavailable, most, fewestReady }) => {
      cluster.raw.create(
        'deployments.apps',
        deployment({
          replicas,
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: { maxSurge, maxUnavailable },
          },
        }),
      );
      cluster.clock.advance(30_000);
      const seen = { most: 0, fewestReady: Infinity };
      const unsubscribe = cluster.raw.subscribe(() => {
        const asked = replicaSets().map(each => each.spec.replicas ?? 0);
        seen.most = Math.max(
          seen.most,
          asked.reduce((sum, each) => sum + each),
        );
        const ready = cluster
          .pods()
          .filter(pod => !pod.metadata.deletionTimestamp && isPodReady(pod));
        seen.fewestReady = Math.min(seen.fewestReady, ready.length);
      });
      setImage('shop/web:1.1.0');
      cluster.clock.advance(120_000);
      unsubscribe();
      expect(seen).toEqual({ most, fewestReady });
      expect(get().status).toMatchObject({
        replicas,
        updatedReplicas: replicas,
        availableReplicas: replicas,
      });
      expect(replicaSets().map(each => each.spec.replicas)).toEqual([
        0,
        replicas,
      ]);
    },
  );

  it('removes every old pod before it starts new ones with Recreate', () => {
    cluster.raw.create(
      'deployments.apps',
      deployment({ strategy: { type: 'Recreate' } }),
    );
    cluster.clock.advance(20_000);
    const images: string[][] = [];
    const unsubscribe = cluster.raw.subscribe(() => {
      images.push([
        ...new Set(
          cluster.pods().map(pod => pod.spec.containers[0].image ?? ''),
        ),
      ]);
    }, 'pods');
    setImage('shop/web:2.0.0');
    cluster.clock.advance(60_000);
    unsubscribe();
    expect(images.filter(each => each.length > 1)).toEqual([]);
    expect(cluster.pods().map(pod => pod.spec.containers[0].image)).toEqual(
      Array(3).fill('shop/web:2.0.0'),
    );
  });

  it('reuses the old ReplicaSet with a new revision when a change is undone', () => {
    cluster.raw.create('deployments.apps', deployment());
    cluster.clock.advance(20_000);
    const [first] = replicaSets();
    setImage('shop/web:1.1.0');
    cluster.clock.advance(60_000);
    setImage('shop/web:1.0.0');
    cluster.clock.advance(60_000);
    expect(
      replicaSets().map(each => [revisionOf(each), each.spec.replicas]),
    ).toEqual([
      [2, 0],
      [3, 3],
    ]);
    expect(replicaSets()[1].metadata.uid).toBe(first.metadata.uid);
  });

  it('declares a rollout stuck after its progress deadline and keeps the old pods serving', () => {
    cluster.raw.create(
      'deployments.apps',
      deployment({ progressDeadlineSeconds: 60 }),
    );
    cluster.clock.advance(20_000);
    setImage('shop/web:missing');
    cluster.clock.advance(50_000);
    expect(condition('Progressing')?.status).toBe('True');
    cluster.clock.advance(30_000);
    expect(condition('Progressing')).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
    });
    expect(get().status?.availableReplicas).toBe(3);
  });

  it('holds a template change back while paused, but scales', () => {
    cluster.raw.create('deployments.apps', deployment({ paused: true }));
    cluster.clock.advance(10_000);
    expect(replicaSets()).toEqual([]);
    cluster.store.update('deployments.apps', get(), current => ({
      ...current,
      spec: { ...current.spec, paused: false },
    }));
    cluster.clock.advance(20_000);
    cluster.store.update('deployments.apps', get(), current => ({
      ...current,
      spec: {
        ...current.spec,
        paused: true,
        replicas: 5,
        template: template({ image: 'shop/web:9' }),
      },
    }));
    cluster.clock.advance(20_000);
    expect(replicaSets().map(each => each.spec.replicas)).toEqual([5]);
    expect(condition('Progressing')?.reason).toBe('DeploymentPaused');
  });

  it('keeps as many old ReplicaSets as its history limit', () => {
    cluster.raw.create(
      'deployments.apps',
      deployment({ revisionHistoryLimit: 2 }),
    );
    cluster.clock.advance(20_000);
    for (const tag of ['1.1', '1.2', '1.3', '1.4']) {
      setImage(`shop/web:${tag}`);
      cluster.clock.advance(60_000);
    }
    expect(replicaSets().map(revisionOf)).toEqual([3, 4, 5]);
  });

  it('counts a collision when another owner has the ReplicaSet name', () => {
    cluster.raw.create('deployments.apps', deployment());
    cluster.clock.advance(20_000);
    const [taken] = replicaSets();
    cluster.store.update('replicasets.apps', taken, current => ({
      ...current,
      metadata: { ...current.metadata, ownerReferences: [], labels: {} },
    }));
    cluster.clock.advance(60_000);
    expect(get().status?.collisionCount).toBe(1);
    expect(get().status?.availableReplicas).toBe(3);
  });

  it('gives up the pod that is not ready before those that are when scaled down', () => {
    cluster.raw.create('deployments.apps', deployment());
    cluster.clock.advance(20_000);
    const [first] = cluster.pods();
    cluster.store.update('pods', first, current => ({
      ...current,
      status: {
        ...current.status,
        conditions: [{ type: 'Ready', status: 'False' }],
      },
    }));
    cluster.store.update('deployments.apps', get(), current => ({
      ...current,
      spec: { ...current.spec, replicas: 2 },
    }));
    cluster.clock.advance(20_000);
    expect(cluster.pods()).toHaveLength(2);
    expect(cluster.pods().map(pod => pod.metadata.name)).not.toContain(
      first.metadata.name,
    );
  });
});
