import { scriptLiveConnection } from '../testing/scriptLiveConnection';
import { LINGER_MS } from './LiveSubscriptions';

describe('LiveConnection: the list of clusters', () => {
  const eu = {
    name: 'eu',
    state: 'connected',
    sinceMs: 0,
    writable: false,
    freshness: [],
    source: 'test',
  } as const;

  it('is leased like a query, and asked for again after a reconnect', async () => {
    const t = scriptLiveConnection();
    const listener = jest.fn();
    const release = t.connection.subscribeClusters(listener);
    await t.open();
    expect(t.latest().clusters).toEqual(['q1']);
    t.latest().listener.onEvent({
      event: 'clusters:snapshot',
      subscription: 'q1',
      items: [eu],
      problems: [],
    });
    t.drawFrame();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(t.connection.clusters.list?.items).toEqual([eu]);
    t.latest().listener.onEnd('gone');
    expect(t.connection.clusters.list?.items).toEqual([eu]);
    t.connection.retryNow();
    await t.open();
    expect(t.latest().clusters).toEqual(['q1']);
    release();
    await t.passTime(LINGER_MS);
    expect(t.latest().unsubscribed).toEqual(['q1']);
    expect(t.connection.state).toEqual({ kind: 'idle' });
  });
});
