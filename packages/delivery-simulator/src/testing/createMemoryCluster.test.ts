import { ClusterRequestError } from '../cluster/ClusterRequestError';
import { createMemoryCluster } from './createMemoryCluster';

const BY = { manager: 'test' };
const WEB = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'web',
};

function deployment(spec: Record<string, unknown>) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec,
  };
}

describe('createMemoryCluster()', () => {
  it('counts generations by the spec and versions by every write', async () => {
    const cluster = createMemoryCluster();
    const created = await cluster.create(deployment({ replicas: 1 }), BY);
    await cluster.updateStatus({ ...created, status: { replicas: 1 } }, BY);
    const patched = await cluster.mergePatch(
      WEB,
      { spec: { replicas: 2 } },
      BY,
    );
    expect([created.metadata.generation, patched.metadata.generation]).toEqual([
      1, 2,
    ]);
    expect(patched.status).toEqual({ replicas: 1 });
    expect(Number(patched.metadata.resourceVersion)).toBe(
      Number(created.metadata.resourceVersion) + 2,
    );
  });

  it('refuses a stale update', async () => {
    const cluster = createMemoryCluster();
    const created = await cluster.create(deployment({ replicas: 1 }), BY);
    await cluster.mergePatch(WEB, { spec: { replicas: 2 } }, BY);
    await expect(cluster.update(created, BY)).rejects.toMatchObject({
      reason: 'Conflict',
    });
  });

  it('takes fields away that the same manager applies no more', async () => {
    const cluster = createMemoryCluster();
    await cluster.apply(deployment({ replicas: 1, paused: true }), BY);
    await cluster.mergePatch(WEB, { spec: { revisionHistoryLimit: 3 } }, BY);
    const applied = await cluster.apply(deployment({ replicas: 1 }), BY);
    expect(applied.spec).toEqual({ replicas: 1, revisionHistoryLimit: 3 });
  });

  it('keeps an object with finalizers until they are gone, and deletes what it owns', async () => {
    const cluster = createMemoryCluster();
    cluster.seed(
      {
        ...deployment({}),
        metadata: {
          name: 'web',
          namespace: 'shop',
          uid: 'u',
          finalizers: ['x'],
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'web-1',
          namespace: 'shop',
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'web',
              uid: 'u',
            },
          ],
        },
      },
    );
    await cluster.delete(WEB, BY);
    expect(cluster.get(WEB)?.metadata.deletionTimestamp).toBe(
      '2026-03-02T10:00:00Z',
    );
    await cluster.mergePatch(WEB, { metadata: { finalizers: null } }, BY);
    expect(cluster.get(WEB)).toBeUndefined();
    expect(cluster.list({ apiVersion: 'v1', kind: 'Pod' })).toEqual([]);
  });

  it('tells listeners what happened and serves the kinds of definitions', () => {
    const cluster = createMemoryCluster();
    const heard: string[] = [];
    const stop = cluster.subscribe(
      { apiVersion: 'a.io/v1', kind: 'App' },
      change => heard.push(`${change.kind} ${change.object.metadata.name}`),
    );
    cluster.seed({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'apps.a.io' },
      spec: {
        group: 'a.io',
        names: { kind: 'App', plural: 'apps' },
        scope: 'Namespaced',
        versions: [{ name: 'v1' }],
      },
    });
    const app = {
      apiVersion: 'a.io/v1',
      kind: 'App',
      metadata: { name: 'a', namespace: 'n' },
    };
    cluster.seed(app);
    stop();
    cluster.remove({
      ...app.metadata,
      apiVersion: app.apiVersion,
      kind: app.kind,
    });
    expect(heard).toEqual(['added a']);
  });

  it('runs what is due in order, and refuses a write on request', async () => {
    const cluster = createMemoryCluster({ hasNamespaces: true });
    const ran: string[] = [];
    cluster.schedule(200, () => ran.push('second'));
    cluster.schedule(100, () => ran.push('first'));
    cluster.schedule(100, () => ran.push('never'))();
    await cluster.advance(150);
    expect(ran).toEqual(['first']);
    await cluster.advance(50);
    expect(ran).toEqual(['first', 'second']);
    await expect(cluster.create(deployment({}), BY)).rejects.toThrow(
      'namespaces "shop" not found',
    );
    cluster.refuseOnce(() => true, new ClusterRequestError('Forbidden', 'no'));
    await expect(cluster.create(deployment({}), BY)).rejects.toThrow('no');
  });
});
