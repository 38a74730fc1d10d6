import type { KindFreshness } from '@orrery/backstage-plugin-clusters-common';
import { freshnessOf } from './freshnessOf';

const of = (...freshness: KindFreshness[]) =>
  freshnessOf({
    name: 'eu',
    state: 'connected',
    sinceMs: 0,
    writable: false,
    source: 'config',
    freshness,
  });

describe('freshnessOf()', () => {
  it('is idle while nobody watches', () => {
    expect(of()).toEqual({ kind: 'idle' });
  });

  it('is live when all that is watched is, forbidden kinds aside', () => {
    expect(
      of(
        { kind: 'Pod', state: 'live', synced: true },
        { kind: 'Node', state: 'forbidden', synced: false },
      ),
    ).toEqual({
      kind: 'live',
      watched: 2,
    });
  });

  it('is as stale as the kind that is behind most, with its cause', () => {
    expect(
      of(
        {
          kind: 'Pod',
          state: 'stale',
          synced: true,
          asOfMs: 50,
          cause: 'slow',
        },
        {
          kind: 'Node',
          state: 'failed',
          synced: true,
          asOfMs: 20,
          cause: 'refused',
        },
      ),
    ).toEqual({
      kind: 'stale',
      kinds: ['Pod', 'Node'],
      asOfMs: 20,
      cause: 'refused',
    });
  });

  it('is loading while a first list is on its way', () => {
    expect(of({ kind: 'Pod', state: 'loading', synced: false })).toEqual({
      kind: 'loading',
      kinds: ['Pod'],
    });
  });
});
