import { template } from '../testing/createTestCluster';
import { useTestCluster } from '../testing/useTestCluster';

describe('statefulsets', () => {
  const t = useTestCluster();

  const set = (spec: Record<string, unknown> = {}) =>
    t.create('statefulsets.apps', {
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
    t.cluster.raw.update('statefulsets.apps', 'default', 'x', current => ({
      ...current,
      spec: { ...Object(current.spec), template: template({ image }) },
    }));

  it('creates pods in order, each after the one before is ready', () => {
    t.start();
    const created: string[] = [];
    t.cluster.raw.subscribe(change => {
      if (change.kind !== 'added') return;
      const before = t.cluster.pods().slice(0, -1);
      const isOrdered = before.every(each => each.status?.phase === 'Running');
      created.push(`${change.object.metadata.name} ${isOrdered}`);
    }, 'pods');
    set();
    t.seconds(60);
    expect(created).toEqual(['x-0 true', 'x-1 true', 'x-2 true']);
  });

  it('updates from the last pod down to the partition', () => {
    t.start();
    set({
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 1 },
      },
    });
    t.seconds(60);
    setImage('shop/web:2');
    t.seconds(90);
    expect(t.cluster.pods().map(each => each.spec.containers[0].image)).toEqual(
      ['shop/web:1.0.0', 'shop/web:2', 'shop/web:2'],
    );
  });

  it('gives each pod a claim of its own, bound to a provisioned volume, and keeps it', () => {
    t.start();
    t.create('storageclasses.storage.k8s.io', {
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
    t.seconds(60);
    const claims = t.cluster.store.list('persistentvolumeclaims');
    expect(
      claims.map(each => [each.metadata.name, each.status?.phase]),
    ).toEqual([
      ['data-x-0', 'Bound'],
      ['data-x-1', 'Bound'],
    ]);
    t.cluster.raw.delete('pods', 'default', 'x-1');
    t.seconds(30);
    expect(t.cluster.store.get('pods', 'default', 'x-1')?.status?.phase).toBe(
      'Running',
    );
    expect(t.cluster.store.list('persistentvolumes')).toHaveLength(2);
  });
});
