import type { ClusterSummary } from '@orrery/backstage-plugin-clusters-common';
import { ClusterListStore } from './ClusterListStore';

const cluster = (
  name: string,
  state: ClusterSummary['state'] = 'connected',
): ClusterSummary => ({
  name,
  state,
  sinceMs: 0,
  writable: false,
  freshness: [],
  source: 'test',
});
const subscription = 'q1';
const snapshot = (...items: ClusterSummary[]) =>
  ({ event: 'clusters:snapshot', subscription, items, problems: [] } as const);

describe('ClusterListStore', () => {
  it('has no list before the first snapshot, not an empty one', () => {
    const store = new ClusterListStore();
    store.receive({
      event: 'clusters:updated',
      subscription,
      items: [cluster('eu')],
      removed: [],
    });
    expect(store.flush()).toBe(false);
    expect(store.result).toEqual({});
  });

  it('takes over what changed, and keeps the identity of the rest', () => {
    const store = new ClusterListStore();
    const [eu, us, edge] = [cluster('eu'), cluster('us'), cluster('edge')];
    store.receive(snapshot(eu, us, edge));
    store.flush();
    store.receive({
      event: 'clusters:updated',
      subscription,
      items: [cluster('us', 'unreachable'), cluster('new')],
      removed: ['edge'],
      problems: [{ source: 'config', name: 'bad', message: 'no url' }],
    });
    expect(store.result.list?.items).toHaveLength(3);
    expect(store.flush()).toBe(true);
    expect(store.result.list).toEqual({
      items: [eu, cluster('us', 'unreachable'), cluster('new')],
      problems: [{ source: 'config', name: 'bad', message: 'no url' }],
    });
    expect(store.result.list?.items[0]).toBe(eu);
  });

  it('forgets clusters of before with a new snapshot', () => {
    const store = new ClusterListStore();
    store.receive(snapshot(cluster('eu'), cluster('us')));
    store.receive(snapshot(cluster('us')));
    store.flush();
    expect(store.result.list?.items).toEqual([cluster('us')]);
  });

  it('keeps the list when the subscription ends, says why, and heals', () => {
    const store = new ClusterListStore();
    store.receive(snapshot(cluster('eu')));
    store.receive({
      event: 'error',
      subscription,
      error: { code: 'FORBIDDEN', message: 'read clusters' },
    });
    store.flush();
    expect(store.result).toMatchObject({
      list: { items: [{ name: 'eu' }] },
      error: { code: 'FORBIDDEN' },
    });
    store.receive(snapshot(cluster('eu')));
    store.flush();
    expect(store.result).not.toHaveProperty('error');
  });
});
