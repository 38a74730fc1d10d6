import type { WatchStatus } from '@orrery/watch-cache';
import type { OpenPlan } from '../access/planList';
import { freshnessOf } from './freshnessOf';

const open: OpenPlan = {
  kind: 'open',
  target: {
    group: '',
    version: 'v1',
    plural: 'pods',
    kind: 'Pod',
    namespaced: true,
  },
  scopes: [undefined],
  rightsKey: 'r',
  allows: () => true,
};
const live: WatchStatus = { state: 'watching', synced: true, asOfMs: 20 };
const stale: WatchStatus = {
  state: 'backingOff',
  synced: true,
  asOfMs: 10,
  error: { code: 'unreachable', message: 'connection refused' },
  nextAttemptMs: 30,
};

describe('freshnessOf()', () => {
  it('is loading until rights and lists are known', () => {
    expect(freshnessOf('a', undefined, [])).toEqual({
      cluster: 'a',
      state: 'loading',
      synced: false,
    });
    expect(
      freshnessOf('a', open, [{ state: 'listing', synced: false }]),
    ).toEqual({ cluster: 'a', state: 'loading', synced: false });
  });

  it('says what is left out of a live answer', () => {
    const plan = {
      ...open,
      cause: 'list pods in payments',
      forbiddenNamespaces: ['payments'],
    };
    expect(freshnessOf('a', plan, [live])).toEqual({
      cluster: 'a',
      state: 'live',
      synced: true,
      asOfMs: 20,
      cause: 'list pods in payments',
      forbiddenNamespaces: ['payments'],
    });
  });

  it('lets the worst of several watches speak, as of the oldest contact', () => {
    expect(freshnessOf('a', open, [live, stale])).toEqual({
      cluster: 'a',
      state: 'stale',
      synced: true,
      asOfMs: 10,
      cause: 'connection refused',
      nextAttemptMs: 30,
    });
  });

  it('does not mention a hidden cluster', () => {
    expect(
      freshnessOf(
        'a',
        { kind: 'closed', state: 'hidden', cause: 'policy', transient: false },
        [],
      ),
    ).toBeUndefined();
  });
});
