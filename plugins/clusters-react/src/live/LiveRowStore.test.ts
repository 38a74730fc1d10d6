import type { ClusterFreshness } from '@orrery/backstage-plugin-clusters-common';
import { deleted, podRow, snapshot, updated } from '../testing/liveRows';
import { ClustersError } from '../client/ClustersError';
import { LiveRowStore } from './LiveRowStore';

const BY_NAME = [{ field: 'name', direction: 'asc' }] as const;

function storeWith(...names: string[]) {
  const store = new LiveRowStore(BY_NAME);
  store.receive(snapshot(names.map(name => podRow(name))));
  store.flush();
  return store;
}

const namesOf = (store: LiveRowStore) =>
  store.result.rows.map(row => row.name).join('');

describe('LiveRowStore', () => {
  it('is loading until the last part of the snapshot arrived', () => {
    const store = new LiveRowStore(BY_NAME);
    store.receive(snapshot([podRow('b')], { part: 0, parts: 2 }));
    store.flush();
    expect(store.result).toMatchObject({ state: 'loading', rows: [] });
    store.receive(snapshot([podRow('a')], { part: 1, parts: 2 }));
    store.flush();
    expect(store.result.state).toBe('ready');
    expect(namesOf(store)).toBe('ab');
  });

  it('puts created and updated rows in their place', () => {
    const store = storeWith('a', 'c');
    store.receive(updated([podRow('b'), podRow('c', { restarts: 3 })]));
    expect(store.flush()).toBe(true);
    expect(namesOf(store)).toBe('abc');
    expect(store.result.rows[2]).toMatchObject({ restarts: 3 });
  });

  it('removes deleted rows, and the same deletion twice is harmless', () => {
    const store = storeWith('a', 'b');
    store.receive(deleted(['prod|shop/a']));
    store.receive(deleted(['prod|shop/a'], 3));
    store.flush();
    expect(namesOf(store)).toBe('b');
  });

  it('applies the same change twice with the result of once', () => {
    const store = storeWith('a');
    store.receive(updated([podRow('b')]));
    store.receive(updated([podRow('b')]));
    store.flush();
    expect(namesOf(store)).toBe('ab');
  });

  it('changes nothing visible before flush, and reports whether anything changed', () => {
    const store = storeWith('a');
    const before = store.result;
    store.receive(updated([podRow('b')]));
    expect(store.result).toBe(before);
    expect(store.flush()).toBe(true);
    expect(store.flush()).toBe(false);
  });

  it('keeps the identity of rows that did not change', () => {
    const store = storeWith('a', 'b');
    const [a] = store.result.rows;
    store.receive(updated([podRow('b', { restarts: 1 })]));
    store.flush();
    expect(store.result.rows[0]).toBe(a);
  });

  it('keeps old rows on screen during a reset and equal rows after it', () => {
    const store = storeWith('a', 'b');
    const before = store.result.rows;
    store.receive(snapshot([podRow('a')], { part: 0, parts: 2 }));
    store.flush();
    expect(store.result.rows).toBe(before);
    store.receive(snapshot([podRow('c')], { part: 1, parts: 2 }));
    store.flush();
    expect(namesOf(store)).toBe('ac');
    expect(store.result.rows[0]).toBe(before[0]);
  });

  describe('after a reset by a server that has not read every cluster', () => {
    const live = { cluster: 'prod', state: 'live', synced: true } as const;
    const unread = {
      cluster: 'edge',
      state: 'loading',
      synced: false,
    } as const;
    const x = podRow('x', { cluster: 'edge' });
    const y = podRow('y', { cluster: 'edge' });
    const status = (freshness: readonly ClusterFreshness[]) =>
      ({ event: 'resources:status', subscription: 'q1', freshness } as const);

    function storeAfterReset() {
      const store = new LiveRowStore(BY_NAME);
      const read = { ...unread, state: 'live', synced: true } as const;
      store.receive(
        snapshot([podRow('a'), podRow('b'), x, y], { freshness: [live, read] }),
      );
      store.flush();
      store.receive(snapshot([podRow('a')], { freshness: [live, unread] }));
      store.flush();
      return { store, read };
    }

    it('keeps the rows of the clusters not read', () => {
      expect(namesOf(storeAfterReset().store)).toBe('axy');
    });

    it('drops what the list did not bring once it is complete', () => {
      const { store, read } = storeAfterReset();
      store.receive(updated([x]));
      store.receive(status([live, { ...unread, state: 'stale' }]));
      store.flush();
      expect(namesOf(store)).toBe('axy');
      store.receive(status([live, read]));
      store.flush();
      expect(namesOf(store)).toBe('ax');
      store.receive(status([live, { ...read, state: 'stale' }]));
      expect(namesOf(store)).toBe('ax');
    });

    it('drops them when they may not be seen any more', () => {
      const { store } = storeAfterReset();
      store.receive(status([live, { ...unread, state: 'forbidden' }]));
      store.flush();
      expect(namesOf(store)).toBe('a');
    });

    it('drops them with a snapshot that leaves their cluster out', () => {
      const { store } = storeAfterReset();
      store.receive(snapshot([podRow('a')], { freshness: [live] }));
      store.flush();
      expect(namesOf(store)).toBe('a');
    });
  });

  it('does not change at all when a reset brings what is there', () => {
    const store = storeWith('a', 'b');
    store.receive(snapshot([podRow('b'), podRow('a')]));
    expect(store.flush()).toBe(false);
  });

  it('ignores a later part whose first part was never heard', () => {
    const store = storeWith('a');
    store.receive(snapshot([podRow('z')], { part: 1, parts: 2 }));
    store.flush();
    expect(namesOf(store)).toBe('a');
  });

  it('remembers where to resume', () => {
    const store = storeWith('a');
    store.receive(updated([podRow('b')], 9));
    expect(store.position).toEqual({ epoch: 'e', revision: 9 });
  });

  it('takes a change of freshness without touching the rows', () => {
    const store = storeWith('a');
    const { rows } = store.result;
    const freshness = [
      { cluster: 'prod', state: 'stale', synced: true },
    ] as const;
    store.receive({ event: 'resources:status', subscription: 'q1', freshness });
    store.flush();
    expect(store.result.freshness).toEqual(freshness);
    expect(store.result.rows).toBe(rows);
  });

  it('keeps its rows when the subscription fails, and heals with the next snapshot', () => {
    const store = storeWith('a');
    store.receive({
      event: 'error',
      subscription: 'q1',
      error: { code: 'FORBIDDEN', message: 'list pods in shop' },
    });
    store.flush();
    expect(store.result).toMatchObject({
      state: 'error',
      error: new ClustersError('FORBIDDEN', 'list pods in shop'),
    });
    expect(namesOf(store)).toBe('a');
    store.receive(snapshot([podRow('a')]));
    store.flush();
    expect(store.result).toMatchObject({ state: 'ready', error: undefined });
  });
});
