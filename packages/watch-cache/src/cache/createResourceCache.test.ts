import { FakeWatchSource } from '../testing/FakeWatchSource';
import { ManualClock } from '../testing/ManualClock';
import { pod, rowOfPod } from '../testing/pod';
import { WatchError } from '../watch/WatchError';
import { createResourceCache } from './createResourceCache';

function setUp() {
  const source = new FakeWatchSource();
  source.put(pod('a'));
  const clock = new ManualClock();
  const cache = createResourceCache({
    source,
    clock,
    random: () => 0.5,
    project: rowOfPod,
  });
  const lists = () => source.calls.filter(({ kind }) => kind === 'list').length;
  return { source, clock, cache, lists };
}

describe('createResourceCache()', () => {
  it('asks nothing until it is leased', async () => {
    const { source, clock } = setUp();
    await clock.advance(1_000);
    expect(source.calls).toEqual([]);
  });

  it('watches once for all leases', async () => {
    const { source, clock, cache, lists } = setUp();
    const [first, second] = [cache.lease(), cache.lease()];
    await clock.advance(0);
    expect(first.store).toBe(second.store);
    expect(first.store.size).toBe(1);
    expect(second.status()).toMatchObject({ state: 'watching', synced: true });
    expect([lists(), source.openWatches]).toEqual([1, 1]);
    await cache.dispose();
  });

  it('keeps watching for a minute after the last release', async () => {
    const { source, clock, cache, lists } = setUp();
    const lease = cache.lease();
    await clock.advance(0);
    lease.release();
    await clock.advance(59_999);
    expect(source.openWatches).toBe(1);
    const again = cache.lease();
    await clock.advance(120_000);
    expect(again.store).toBe(lease.store);
    expect([lists(), source.openWatches]).toEqual([1, 1]);
    again.release();
    await clock.advance(60_000);
    expect(source.openWatches).toBe(0);
    expect(clock.sleepers).toBe(0);
  });

  it('starts with an empty store after it was closed', async () => {
    const { clock, cache, lists } = setUp();
    const lease = cache.lease();
    await clock.advance(0);
    lease.release();
    await clock.advance(60_000);
    const again = cache.lease();
    expect([again.store.size, again.status().synced]).toEqual([0, false]);
    await clock.advance(0);
    expect([again.store.size, lists()]).toEqual([1, 2]);
    await cache.dispose();
  });

  it('takes a second release for nothing', async () => {
    const { source, clock, cache } = setUp();
    const [first, second] = [cache.lease(), cache.lease()];
    await clock.advance(0);
    first.release();
    first.release();
    await clock.advance(120_000);
    expect(source.openWatches).toBe(1);
    second.release();
    await cache.dispose();
  });

  it('tells about changes of status, not about each contact, and only while leased', async () => {
    const { source, clock, cache } = setUp();
    const [lease, other] = [cache.lease(), cache.lease()];
    const states: string[] = [];
    lease.onStatus(({ state, synced, error }) =>
      states.push(`${state} ${synced} ${error?.code ?? ''}`.trim()),
    );
    await clock.advance(0);
    source.put(pod('b'));
    source.put(pod('c'));
    await clock.advance(1_000);
    expect(states).toEqual([
      'listing true',
      'connecting true',
      'watching true',
    ]);
    lease.release();
    lease.onStatus(() => states.push('late'));
    source.breakWatches(new WatchError('forbidden', 'no more'));
    await clock.advance(0);
    expect(states).toHaveLength(3);
    expect(other.status()).toMatchObject({ state: 'forbidden', synced: true });
    await cache.dispose();
  });

  it('projects a verdict again when its time has come', async () => {
    const { source, clock, cache } = setUp();
    source.put(pod('slow', { reviewAtMs: clock.nowMs() + 5_000 }));
    const { store } = cache.lease();
    await clock.advance(4_000);
    const statusOf = () => store.get('default/slow')?.row.health.status;
    expect(statusOf()).toBe('Healthy');
    await clock.advance(2_000);
    expect(statusOf()).toBe('Degraded');
    await cache.dispose();
  });

  it('shows that a review failed, and goes on', async () => {
    const { source, clock } = setUp();
    const dueAtMs = clock.nowMs() + 5_000;
    source.put(pod('slow', { reviewAtMs: dueAtMs }));
    const cache = createResourceCache({
      source,
      clock,
      random: () => 0.5,
      project: (object, nowMs) => {
        if (nowMs === dueAtMs) throw new Error('odd object');
        return rowOfPod(object, nowMs);
      },
    });
    const { store, status } = cache.lease();
    await clock.advance(5_000);
    expect(status().error).toEqual({
      code: 'malformed',
      message: 'odd object',
    });
    await clock.advance(1_000);
    expect(store.get('default/slow')?.row.health.status).toBe('Degraded');
    await cache.dispose();
  });

  it('closes at once when disposed of, and cannot be leased again', async () => {
    const { source, clock, cache } = setUp();
    const lease = cache.lease();
    await clock.advance(0);
    await cache.dispose();
    await cache.dispose();
    lease.release();
    expect(lease.status().state).toBe('closed');
    expect([source.openWatches, clock.sleepers]).toEqual([0, 0]);
    expect(() => cache.lease()).toThrow('disposed');
  });
});
