import type { KubernetesObject } from '@orrery/kubernetes-model';
import { pod, rowOfPod, type PodOverrides } from '../testing/pod';
import { createObjectStore } from './createObjectStore';
import type { StoreChange } from './ObjectStore';

function setUp(options: { logLimit?: number } = {}) {
  let nowMs = 0;
  const project = jest.fn((object: KubernetesObject, atMs: number) =>
    rowOfPod(object, atMs),
  );
  const store = createObjectStore({ ...options, project, nowMs: () => nowMs });
  const batches: string[][] = [];
  store.onChange(({ changes }) => batches.push(changes.map(wordsOf)));
  const relist = (...items: readonly KubernetesObject[]) => {
    const draft = store.startList();
    draft.add(items);
    draft.commit();
  };
  const setNowMs = (ms: number) => {
    nowMs = ms;
  };
  return { store, project, batches, relist, setNowMs };
}

function wordsOf({ kind, entry }: StoreChange): string {
  const { name, uid, resourceVersion } = entry.object.metadata;
  return `${kind} ${name} ${uid}/${resourceVersion}`;
}

/** Version `version` of the object `name`, created as `uid`. */
function at(version: number, name: string, overrides: PodOverrides = {}) {
  return pod(name, {
    uid: `uid-${name}`,
    resourceVersion: String(version),
    ...overrides,
  });
}

function names(entries: Iterable<{ readonly key: string }>) {
  return [...entries].map(({ key }) => key).sort();
}

describe('createObjectStore()', () => {
  it('reports adds, changes and deletes, one batch and one revision each', () => {
    const { store, batches } = setUp();
    store.upsert(at(1, 'a'));
    store.upsert(at(2, 'a'));
    store.remove(at(3, 'a'));
    expect(batches).toEqual([
      ['added a uid-a/1'],
      ['modified a uid-a/2'],
      ['deleted a uid-a/2'],
    ]);
    expect(store.revision).toBe(3);
    expect(store.size).toBe(0);
  });

  it('takes the same version twice as nothing new', () => {
    const { store, project, batches } = setUp();
    store.upsert(at(1, 'a'));
    store.upsert(at(1, 'a'));
    expect(batches).toHaveLength(1);
    expect(project).toHaveBeenCalledTimes(1);
  });

  it('ignores the end of an earlier object of the same name', () => {
    const { store, batches } = setUp();
    store.upsert(at(5, 'a', { uid: 'second' }));
    store.remove(at(3, 'a', { uid: 'first' }));
    store.remove(at(3, 'unknown'));
    expect(batches).toHaveLength(1);
  });

  it('reports an object recreated under its name as deleted, then added', () => {
    const { store, batches } = setUp();
    store.upsert(at(1, 'a', { uid: 'first' }));
    store.upsert(at(5, 'a', { uid: 'second' }));
    expect(batches[1]).toEqual(['deleted a first/1', 'added a second/5']);
    expect(names(store.entries())).toEqual(['default/a']);
  });

  it('applies a relist as one batch of differences', () => {
    const { store, project, batches, relist } = setUp();
    relist(at(1, 'same'), at(2, 'changed'), at(3, 'gone'), at(4, 'again'));
    project.mockClear();
    relist(
      at(1, 'same'),
      at(7, 'changed'),
      at(8, 'again', { uid: 'second' }),
      at(9, 'new'),
    );
    expect(batches[1]).toEqual([
      'deleted gone uid-gone/3',
      'modified changed uid-changed/7',
      'deleted again uid-again/4',
      'added again second/8',
      'added new uid-new/9',
    ]);
    expect(project).toHaveBeenCalledTimes(3);
    expect(store.revision).toBe(2);
  });

  it('leaves everything as it is until a list is committed, and when it found nothing new', () => {
    const { store, batches, relist } = setUp();
    relist(at(1, 'a'));
    store.startList().add([at(9, 'b')]);
    relist(at(1, 'a'));
    expect(batches).toHaveLength(1);
    expect(names(store.entries())).toEqual(['default/a']);
  });

  it('changes nothing when an object cannot be projected', () => {
    const { store, batches, relist } = setUp();
    relist(at(1, 'a'));
    expect(() => relist(at(2, 'b'), { metadata: { name: 'odd' } })).toThrow();
    expect(names(store.entries())).toEqual(['default/a']);
    expect(batches).toHaveLength(1);
  });

  it('finds entries by namespace, label, owner and node, as they are now', () => {
    const { store } = setUp();
    const overrides = { labels: { app: 'web' }, ownerUid: 'rs', node: 'n1' };
    store.upsert(at(1, 'a', overrides));
    store.upsert(at(2, 'b', { ...overrides, namespace: 'shop' }));
    const found = () => [
      names(store.byNamespace('shop')),
      names(store.byLabel('app', 'web')),
      names(store.byOwner('rs')),
      names(store.byNode('n1')),
    ];
    const both = ['default/a', 'shop/b'];
    expect(found()).toEqual([['shop/b'], both, both, both]);
    store.upsert(at(3, 'b', { namespace: 'shop', node: 'n2' }));
    const first = ['default/a'];
    expect(found()).toEqual([['shop/b'], first, first, first]);
    store.remove(at(4, 'a'));
    expect(found()).toEqual([['shop/b'], [], [], []]);
    expect(names(store.byNode('n2'))).toEqual(['shop/b']);
  });

  it('trims at the door, and keeps one copy of equal parts', () => {
    const store = createObjectStore({
      trim: ({ apiVersion, ...kept }: KubernetesObject): KubernetesObject =>
        kept,
      project: rowOfPod,
      nowMs: () => 0,
    });
    store.upsert(at(1, 'a', { labels: { app: 'web' } }));
    store.upsert(at(2, 'b', { labels: { app: 'web' } }));
    const [a, b] = [...store.entries()].map(({ object }) => object);
    expect(a).not.toHaveProperty('apiVersion');
    expect(a.metadata.labels).toEqual({ app: 'web' });
    expect(a.metadata.labels).toBe(b.metadata.labels);
  });

  it('keeps the row while its content stays the same', () => {
    const { store } = setUp();
    store.upsert(at(1, 'a'));
    const before = store.get('default/a');
    store.upsert(at(2, 'a', { labels: { touched: 'yes' } }));
    const after = store.get('default/a');
    expect(after).not.toBe(before);
    expect(after?.row).toBe(before?.row);
  });

  describe('review()', () => {
    const reviewed = () => {
      const set = setUp();
      set.store.upsert(at(1, 'a', { reviewAtMs: 1_000 }));
      set.store.upsert(at(2, 'b', { reviewAtMs: 2_000 }));
      set.project.mockClear();
      return set;
    };

    it('projects nothing before it is due', () => {
      const { store, project, setNowMs } = reviewed();
      setNowMs(999);
      store.review();
      expect(project).not.toHaveBeenCalled();
    });

    it('reports a verdict that changed with time as a change of the object, once', () => {
      const { store, project, batches, setNowMs } = reviewed();
      setNowMs(1_000);
      store.review();
      store.review();
      expect(project).toHaveBeenCalledTimes(1);
      expect(batches[2]).toEqual(['modified a uid-a/1']);
      expect(store.get('default/a')?.row.health.status).toBe('Degraded');
      setNowMs(2_000);
      store.review();
      expect(batches[3]).toEqual(['modified b uid-b/2']);
    });

    it('forgets objects that are gone', () => {
      const { store, project, setNowMs } = reviewed();
      store.remove(at(3, 'a'));
      setNowMs(1_500);
      store.review();
      expect(project).not.toHaveBeenCalled();
    });

    it('tries again when projecting failed, having changed nothing', () => {
      const { store, project, batches, setNowMs } = reviewed();
      project.mockImplementationOnce(() => {
        throw new Error('odd object');
      });
      setNowMs(1_000);
      expect(() => store.review()).toThrow('odd object');
      expect(batches).toHaveLength(2);
      store.review();
      expect(batches[2]).toEqual(['modified a uid-a/1']);
    });
  });

  describe('changesSince()', () => {
    it('coalesces what happened to one object', () => {
      const { store } = setUp();
      store.upsert(at(1, 'a'));
      store.upsert(at(2, 'b'));
      store.upsert(at(3, 'a'));
      store.upsert(at(4, 'a'));
      store.remove(at(5, 'b'));
      expect(store.changesSince(1)).toEqual({
        revision: 5,
        upserted: [store.get('default/a')],
        deleted: [{ key: 'default/b', uid: 'uid-b' }],
      });
    });

    it('answers with nothing when nothing happened', () => {
      const { store } = setUp();
      store.upsert(at(1, 'a'));
      const none = { revision: 1, upserted: [], deleted: [] };
      expect(store.changesSince(1)).toEqual(none);
    });

    it('answers reset where the bounded log does not reach', () => {
      const { store } = setUp({ logLimit: 2 });
      for (const version of [1, 2, 3]) store.upsert(at(version, 'a'));
      expect(store.changesSince(0)).toBe('reset');
      expect(store.changesSince(1)).toMatchObject({ revision: 3 });
    });

    it('answers reset to a revision that never was', () => {
      expect(setUp().store.changesSince(1)).toBe('reset');
    });
  });

  it('stops telling a listener that left', () => {
    const { store } = setUp();
    const listener = jest.fn();
    const stop = store.onChange(listener);
    store.upsert(at(1, 'a'));
    stop();
    stop();
    store.upsert(at(2, 'a'));
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
