import type { KubernetesObject } from '@orrery/kubernetes-model';
import { StatusError } from '../status/StatusError';
import type { StoreChange } from './ClusterStore';
import { createClusterStore } from './createClusterStore';

const startMs = Date.parse('2026-01-01T00:00:00Z');

function emptyStore(historyLimit?: number) {
  let turn = 0;
  return createClusterStore({
    clock: { nowMs: () => startMs, schedule: () => () => {} },
    historyLimit,
    random: () => (turn++ % 97) / 97,
  });
}

function pod(
  name: string,
  fields: Partial<KubernetesObject> = {},
): KubernetesObject {
  return { metadata: { name, namespace: 'shop' }, spec: {}, ...fields };
}

function reasonOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof StatusError) return error.reason;
    throw error;
  }
  return undefined;
}

describe('createClusterStore()', () => {
  it('gives a new object its identity and the next resource version', () => {
    const store = emptyStore();
    const before = store.resourceVersion();
    const { metadata } = store.create('pods', pod('a'));
    expect(metadata).toEqual({
      name: 'a',
      namespace: 'shop',
      uid: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      creationTimestamp: '2026-01-01T00:00:00Z',
      generation: 1,
      resourceVersion: String(before + 1),
    });
  });

  it('keeps a given creation time only while seeding', () => {
    const store = emptyStore();
    const creationTimestamp = '2025-05-05T05:05:05Z';
    const old = {
      metadata: { name: 'a', namespace: 'shop', creationTimestamp },
    };
    expect(
      store.create('pods', old, { seeding: true }).metadata.creationTimestamp,
    ).toBe(creationTimestamp);
    expect(
      store.create('pods', { metadata: { ...old.metadata, name: 'b' } })
        .metadata.creationTimestamp,
    ).toBe('2026-01-01T00:00:00Z');
  });

  it('makes a name from generateName with five letters of the API alphabet', () => {
    const created = emptyStore().create('pods', {
      metadata: { name: '', generateName: 'web-', namespace: 'shop' },
    });
    expect(created.metadata.name).toMatch(
      /^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
    );
  });

  it('refuses a second object of the same name', () => {
    const store = emptyStore();
    store.create('pods', pod('a'));
    expect(reasonOf(() => store.create('pods', pod('a')))).toBe(
      'AlreadyExists',
    );
  });

  it('lists by namespace, then name', () => {
    const store = emptyStore();
    for (const [namespace, name] of [
      ['b', 'x'],
      ['a', 'z'],
      ['a', 'y'],
    ]) {
      store.create('configmaps', { metadata: { namespace, name } });
    }
    const names = store
      .list('configmaps')
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(names).toEqual(['a/y', 'a/z', 'b/x']);
    expect([
      store.count('configmaps'),
      store.count('configmaps', 'a'),
      store.count('pods'),
    ]).toEqual([3, 2, 0]);
  });

  it('bumps the generation for a change of spec and not for one of status or metadata', () => {
    const store = emptyStore();
    store.create('deployments.apps', pod('a', { spec: { replicas: 1 } }));
    const update = (change: Partial<KubernetesObject>) =>
      store.update('deployments.apps', 'shop', 'a', current => ({
        ...current,
        ...change,
      })).metadata.generation;
    expect(update({ status: { replicas: 1 } })).toBe(1);
    expect(update({ spec: { replicas: 2 } })).toBe(2);
  });

  it('announces no change for an equal update', () => {
    const store = emptyStore();
    const created = store.create('pods', pod('a', { spec: { nodeName: 'n' } }));
    const changes: StoreChange[] = [];
    store.subscribe(change => changes.push(change));
    expect(
      store.update('pods', 'shop', 'a', ({ ...current }) => ({
        ...current,
        spec: { nodeName: 'n' },
      })),
    ).toBe(created);
    expect(store.update('pods', 'shop', 'a', () => undefined)).toBe(created);
    expect(changes).toEqual([]);
  });

  it('does not let an update change identity', () => {
    const store = emptyStore();
    const { metadata } = store.create('pods', pod('a'));
    const updated = store.update('pods', 'shop', 'a', current => ({
      ...current,
      metadata: { name: 'b', uid: 'other', labels: { x: 'y' } },
    }));
    expect(updated.metadata).toEqual({
      ...metadata,
      labels: { x: 'y' },
      resourceVersion: expect.any(String),
    });
  });

  it('tells subscribers of one resource and of all, in order, until they leave', () => {
    const store = emptyStore();
    const all: string[] = [];
    const pods: string[] = [];
    store.subscribe(({ kind, object }) =>
      all.push(`${kind} ${object.metadata.name}`),
    );
    const leave = store.subscribe(({ kind }) => pods.push(kind), 'pods');
    store.create('pods', pod('a'));
    store.create('configmaps', pod('c'));
    leave();
    store.remove('pods', 'shop', 'a');
    expect(all).toEqual(['added a', 'added c', 'deleted a']);
    expect(pods).toEqual(['added']);
  });

  describe('deletion', () => {
    const running = (name: string, more: object = {}) =>
      pod(name, {
        spec: { nodeName: 'n', terminationGracePeriodSeconds: 5 },
        status: { phase: 'Running' },
        ...more,
      });

    it('gives a running pod its grace period and removes it when a kubelet ends it', () => {
      const store = emptyStore();
      store.create('pods', running('a'));
      const pending = store.delete('pods', 'shop', 'a');
      expect(pending?.metadata).toMatchObject({
        deletionTimestamp: '2026-01-01T00:00:05Z',
        deletionGracePeriodSeconds: 5,
      });
      expect(
        store.delete('pods', 'shop', 'a', { gracePeriodSeconds: 60 }),
      ).toBe(pending);
      expect(
        store.delete('pods', 'shop', 'a', { gracePeriodSeconds: 0 }),
      ).toBeUndefined();
      expect(store.get('pods', 'shop', 'a')).toBeUndefined();
    });

    it('removes a pod without a node at once', () => {
      const store = emptyStore();
      store.create('pods', pod('a'));
      expect(store.delete('pods', 'shop', 'a')).toBeUndefined();
    });

    it('keeps an object until its last finalizer goes, then reports the deletion with a new version', () => {
      const store = emptyStore();
      store.create('configmaps', {
        metadata: { name: 'a', namespace: 'shop', finalizers: ['x/y'] },
      });
      expect(
        store.delete('configmaps', 'shop', 'a')?.metadata.deletionTimestamp,
      ).toBeDefined();
      const changes: StoreChange[] = [];
      store.subscribe(change => changes.push(change));
      store.update('configmaps', 'shop', 'a', current => ({
        ...current,
        metadata: { ...current.metadata, finalizers: [] },
      }));
      expect(store.get('configmaps', 'shop', 'a')).toBeUndefined();
      expect(changes.map(({ kind }) => kind)).toEqual(['deleted']);
      expect(changes[0].object.metadata.resourceVersion).toBe(
        String(store.resourceVersion()),
      );
    });

    it.each([
      ['Foreground', ['foregroundDeletion']],
      ['Orphan', ['orphan']],
    ] as const)(
      'marks the policy %s by its finalizer',
      (propagationPolicy, finalizers) => {
        const store = emptyStore();
        store.create('deployments.apps', pod('a'));
        expect(
          store.delete('deployments.apps', 'shop', 'a', { propagationPolicy })
            ?.metadata.finalizers,
        ).toEqual(finalizers);
      },
    );

    it('lets a namespace terminate until its own finalizer goes', () => {
      const store = emptyStore();
      store.create('namespaces', { metadata: { name: 'shop' } });
      expect(store.delete('namespaces', undefined, 'shop')?.status).toEqual({
        phase: 'Terminating',
      });
      store.update('namespaces', undefined, 'shop', current => ({
        ...current,
        spec: { finalizers: [] },
      }));
      expect(store.get('namespaces', undefined, 'shop')).toBeUndefined();
    });

    it('says NotFound for what is not there, and removes it harmlessly', () => {
      const store = emptyStore();
      expect(reasonOf(() => store.delete('pods', 'shop', 'a'))).toBe(
        'NotFound',
      );
      expect(reasonOf(() => store.remove('pods', 'shop', 'a'))).toBeUndefined();
    });
  });

  it('finds dependents of any kind by their owner', () => {
    const store = emptyStore();
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: 'r',
      uid: 'u1',
    };
    store.create('pods', {
      metadata: { name: 'a', namespace: 'shop', ownerReferences: [owner] },
    });
    store.create('configmaps', {
      metadata: { name: 'c', namespace: 'shop', ownerReferences: [owner] },
    });
    const names = () =>
      store
        .listOwnedBy('u1')
        .map(({ resource, object }) => `${resource}/${object.metadata.name}`);
    expect(names()).toEqual(['pods/a', 'configmaps/c']);
    store.update('pods', 'shop', 'a', current => ({
      ...current,
      metadata: { ...current.metadata, ownerReferences: [] },
    }));
    store.remove('configmaps', 'shop', 'c');
    expect(names()).toEqual([]);
  });

  describe('history', () => {
    it('answers the changes of the resource after a version', () => {
      const store = emptyStore();
      store.create('pods', pod('a'));
      const version = store.resourceVersion();
      store.create('configmaps', pod('c'));
      store.create('pods', pod('b'));
      const changes = store.changesSince('pods', version);
      expect(
        changes === 'expired'
          ? changes
          : changes.map(({ object }) => object.metadata.name),
      ).toEqual(['b']);
    });

    it('expires what it had to forget, and only that', () => {
      const store = emptyStore(3);
      const version = store.resourceVersion();
      for (let index = 0; index < 9; index++)
        store.create('pods', pod(`p${index}`));
      expect(store.changesSince('pods', version)).toBe('expired');
      expect(
        store.changesSince('pods', store.resourceVersion() - 3),
      ).toHaveLength(3);
      expect(store.changesSince('configmaps', version)).toEqual([]);
    });

    it('expires everything older when it is trimmed', () => {
      const store = emptyStore();
      const version = store.resourceVersion();
      store.create('pods', pod('a'));
      store.trimHistory();
      expect(store.changesSince('pods', version)).toBe('expired');
      expect(store.changesSince('pods', store.resourceVersion())).toEqual([]);
    });
  });
});
