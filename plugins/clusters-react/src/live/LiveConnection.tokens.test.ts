import type { LiveQuery } from '@orrery/backstage-plugin-clusters-common';
import { snapshot } from '../testing/liveRows';
import { scriptLiveConnection } from '../testing/scriptLiveConnection';
import { LINGER_MS } from './LiveSubscriptions';

const PODS: LiveQuery = { clusters: [], kind: 'Pod' };

describe('LiveConnection: tokens of the viewer for clusters', () => {
  const waiting = snapshot([], {
    freshness: [
      {
        cluster: 'prod-oidc',
        state: 'forbidden',
        synced: false,
        tokenProvider: 'okta',
      },
    ],
  });

  it('are sent once a cluster is seen that waits for one', async () => {
    const t = scriptLiveConnection();
    t.tokens.okta = 'mine';
    t.connection.subscribe(PODS, () => {});
    await t.open();
    expect(t.latest().renewed).toEqual([]);
    t.latest().listener.onEvent(waiting);
    await t.settle();
    expect(t.latest().renewed).toEqual([
      { token: 't1', clusterTokens: { okta: 'mine' } },
    ]);
  });

  it('are sent after the viewer signed in, and when they were renewed', async () => {
    const t = scriptLiveConnection();
    t.connection.subscribe(PODS, () => {});
    await t.open();
    t.latest().listener.onEvent(waiting);
    await t.settle();
    const sent = t.latest().renewed.length;
    t.tokens.okta = 'first';
    await t.connection.renewAccess();
    await t.connection.renewAccess();
    t.tokens.okta = 'second';
    t.latest().listener.onEvent({ event: 'ping', atMs: 0 });
    await t.passTime(LINGER_MS);
    await t.connection.renewAccess();
    expect(
      t
        .latest()
        .renewed.slice(sent)
        .map(({ clusterTokens }) => clusterTokens),
    ).toEqual([{ okta: 'first' }, { okta: 'second' }]);
  });
});
