import { objectKeyOf } from '@orrery/kubernetes-model';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createObjectStore } from '../store/createObjectStore';
import { FakeWatchSource } from '../testing/FakeWatchSource';
import { ManualClock } from '../testing/ManualClock';
import { pod, rowOfPod } from '../testing/pod';
import { runWatchLoop } from './runWatchLoop';
import { WatchError } from './WatchError';
import type { WatchStatus } from './WatchStatus';

const SECOND = 1_000;

function start(source = new FakeWatchSource(), random = () => 0.5) {
  const clock = new ManualClock();
  const controller = new AbortController();
  const store = createObjectStore({
    project: rowOfPod,
    nowMs: () => clock.nowMs(),
  });
  const changes: string[] = [];
  store.onChange(batch => {
    for (const { kind, entry } of batch.changes) {
      changes.push(`${kind} ${entry.object.metadata.name}`);
    }
  });
  const statuses: WatchStatus[] = [];
  const ended = runWatchLoop(
    {
      source,
      sink: store,
      clock,
      random,
      onStatus: status => statuses.push(status),
    },
    controller.signal,
  );
  const stop = async () => {
    controller.abort();
    await ended;
  };
  return {
    source,
    clock,
    store,
    changes,
    statuses,
    controller,
    stop,
    status: () => statuses[statuses.length - 1],
    calls: () => source.calls.map(({ kind }) => kind),
    expectInSync: () =>
      expect(
        contentOf([...store.entries()].map(({ object }) => object)),
      ).toEqual(contentOf(source.objects())),
  };
}

function contentOf(objects: readonly KubernetesObject[]) {
  return objects
    .map(object => `${objectKeyOf(object)} ${object.metadata.resourceVersion}`)
    .sort();
}

describe('runWatchLoop()', () => {
  it('lists, then follows the watch', async () => {
    const source = new FakeWatchSource();
    source.put(pod('a'));
    const { clock, changes, status, stop } = start(source);
    await clock.advance(0);
    source.put(pod('b'));
    source.put(pod('a', { node: 'n1' }));
    source.remove('default/b');
    await clock.advance(0);
    expect(changes).toEqual(['added a', 'added b', 'modified a', 'deleted b']);
    expect(status()).toEqual({
      state: 'watching',
      synced: true,
      asOfMs: clock.nowMs(),
    });
    await stop();
  });

  it('reads every page of the list before it is synced', async () => {
    const source = new FakeWatchSource();
    source.pageSize = 2;
    for (const name of ['a', 'b', 'c', 'd', 'e']) source.put(pod(name));
    const { clock, store, statuses, stop } = start(source);
    await clock.advance(0);
    expect(store.revision).toBe(1);
    expect(store.size).toBe(5);
    expect(statuses[0]).toMatchObject({ state: 'listing', synced: true });
    expect(source.calls.slice(0, 3)).toEqual([
      { kind: 'list', request: { limit: 500, continueToken: undefined } },
      { kind: 'list', request: { limit: 500, continueToken: '105/3' } },
      { kind: 'list', request: { limit: 500, continueToken: '105/1' } },
    ]);
    await stop();
  });

  it('starts the list again when a continue token has expired', async () => {
    const source = new FakeWatchSource();
    source.pageSize = 1;
    source.put(pod('a'));
    source.put(pod('b'));
    const { list } = source;
    let pages = 0;
    source.list = (...args) => {
      pages += 1;
      if (pages === 2) source.compact();
      return list.apply(source, args);
    };
    const { clock, expectInSync, store, stop } = start(source);
    await clock.advance(0);
    expect(pages).toBe(4);
    expect(store.revision).toBe(1);
    expectInSync();
    await stop();
  });

  it('resumes after a clean end without listing or repeating', async () => {
    const { source, clock, changes, calls, stop } = start();
    await clock.advance(0);
    source.put(pod('a'));
    await clock.advance(10 * SECOND);
    source.endWatches();
    source.put(pod('b'));
    await clock.advance(0);
    expect(changes).toEqual(['added a', 'added b']);
    expect(calls()).toEqual(['list', 'watch', 'watch']);
    await stop();
  });

  it('resumes from a bookmark', async () => {
    const { source, clock, stop } = start();
    await clock.advance(0);
    source.put(pod('a'));
    source.bookmark();
    const { resourceVersion } = source;
    await clock.advance(10 * SECOND);
    source.endWatches();
    await clock.advance(0);
    expect(source.calls[2]).toMatchObject({ request: { resourceVersion } });
    await stop();
  });

  it('resumes after a network fault, stale in between', async () => {
    const { source, clock, changes, status, calls, stop } = start();
    await clock.advance(0);
    source.breakWatches(new Error('socket hang up'));
    source.put(pod('a'));
    await clock.advance(0);
    expect(status()).toEqual({
      state: 'backingOff',
      synced: true,
      asOfMs: clock.nowMs(),
      error: { code: 'unreachable', message: 'socket hang up' },
      nextAttemptMs: clock.nowMs() + 400,
    });
    await clock.advance(400);
    expect(status()).toMatchObject({ state: 'watching', error: undefined });
    expect(changes).toEqual(['added a']);
    expect(calls()).toEqual(['list', 'watch', 'watch']);
    await stop();
  });

  it('reports objects that vanished, changed and were recreated while a 410 made it blind', async () => {
    const source = new FakeWatchSource();
    for (const name of ['same', 'gone', 'changed', 'again']) {
      source.put(pod(name));
    }
    const { clock, changes, calls, expectInSync, stop } = start(source);
    await clock.advance(10 * SECOND);
    changes.length = 0;
    source.breakWatches(new Error('reset'));
    source.remove('default/gone');
    source.put(pod('changed', { node: 'n2' }));
    source.remove('default/again');
    source.put(pod('again'));
    source.put(pod('new'));
    source.compact();
    await clock.advance(SECOND);
    expect(changes.sort()).toEqual([
      'added again',
      'added new',
      'deleted again',
      'deleted gone',
      'modified changed',
    ]);
    expect(calls().slice(-3)).toEqual(['watch', 'list', 'watch']);
    expectInSync();
    await stop();
  });

  it('lists again on a 410 inside the stream', async () => {
    const { source, clock, calls, status, stop } = start();
    await clock.advance(0);
    source.breakWatches(new WatchError('expired', 'too old'));
    await clock.advance(0);
    expect(calls()).toEqual(['list', 'watch', 'list', 'watch']);
    expect(status()).toMatchObject({ state: 'watching', error: undefined });
    await stop();
  });

  it('slows down in a storm of 410s', async () => {
    const source = new FakeWatchSource();
    for (let n = 0; n < 50; n += 1) {
      source.failNext('watch', new WatchError('expired', 'too old'));
    }
    const { clock, calls, status, stop } = start(source);
    await clock.advance(10 * SECOND);
    expect(calls().length).toBeLessThan(16);
    expect(status().error?.code).toBe('expired');
    await stop();
  });

  it('refreshes credentials once on a 401, then backs off', async () => {
    const source = new FakeWatchSource();
    const refused = new WatchError('unauthorized', 'token expired');
    source.failNext('list', refused);
    source.failNext('list', refused);
    const { clock, calls, status, stop } = start(source);
    await clock.advance(0);
    expect(calls()).toEqual(['list', 'refreshCredentials', 'list']);
    expect(status()).toMatchObject({
      state: 'backingOff',
      synced: false,
      error: { code: 'unauthorized', message: 'token expired' },
    });
    await clock.advance(SECOND);
    expect(status()).toMatchObject({ state: 'watching', synced: true });
    await stop();
  });

  it('backs off when credentials cannot be refreshed', async () => {
    const source = new FakeWatchSource();
    source.failNext('list', new WatchError('unauthorized', 'token expired'));
    source.failNext('refreshCredentials', new Error('no token file'));
    const { clock, calls, status, stop } = start(source);
    await clock.advance(0);
    expect(calls()).toEqual(['list', 'refreshCredentials']);
    expect(status()).toMatchObject({
      state: 'backingOff',
      error: { message: 'no token file' },
    });
    await stop();
  });

  it('shows a 403 as forbidden and asks again after about a minute', async () => {
    const source = new FakeWatchSource();
    source.failNext('list', new WatchError('forbidden', 'cannot list pods'));
    const { clock, calls, status, stop } = start(source);
    await clock.advance(59 * SECOND);
    expect(status()).toMatchObject({
      state: 'forbidden',
      synced: false,
      error: { code: 'forbidden', message: 'cannot list pods' },
    });
    expect(calls()).toEqual(['list']);
    await clock.advance(2 * SECOND);
    expect(status()).toMatchObject({ state: 'watching', error: undefined });
    await stop();
  });

  it('does not come back before Retry-After', async () => {
    const source = new FakeWatchSource();
    source.failNext(
      'list',
      new WatchError('throttled', 'busy', { retryAfterMs: 20_000 }),
    );
    const { clock, calls, stop } = start(source, () => 0);
    await clock.advance(19_999);
    expect(calls()).toEqual(['list']);
    await clock.advance(1);
    expect(calls()).toEqual(['list', 'list', 'watch']);
    await stop();
  });

  it('does not apply an old Retry-After to a later failure', async () => {
    const source = new FakeWatchSource();
    source.failNext(
      'list',
      new WatchError('throttled', 'busy', { retryAfterMs: 20_000 }),
    );
    const { clock, status, stop } = start(source, () => 0);
    await clock.advance(20_000);
    source.breakWatches(new Error('reset'));
    source.failNext('watch', new Error('refused'));
    source.failNext('list', new Error('refused'));
    await clock.advance(0);
    expect(status()).toMatchObject({ state: 'watching' });
    await stop();
  });

  it('takes a watch without any sign of life for dead once bookmarks were seen', async () => {
    const { source, clock, calls, statuses, stop } = start();
    await clock.advance(0);
    source.bookmark();
    await clock.advance(0);
    await clock.advance(179 * SECOND);
    expect(calls()).toEqual(['list', 'watch']);
    await clock.advance(SECOND);
    expect(calls()).toEqual(['list', 'watch', 'watch']);
    expect(source.openWatches).toBe(1);
    expect(statuses.some(({ error }) => error?.code === 'unreachable')).toBe(
      true,
    );
    await stop();
  });

  it('lets a quiet watch without bookmarks live half a minute longer than asked for', async () => {
    const { source, clock, calls, stop } = start(undefined, () => 0);
    await clock.advance(329 * SECOND);
    expect(calls()).toEqual(['list', 'watch']);
    await clock.advance(SECOND);
    expect(calls()).toEqual(['list', 'watch', 'watch']);
    expect(source.calls[1]).toMatchObject({ request: { timeoutSeconds: 300 } });
    await stop();
  });

  it('survives a source that neither answers a list nor heeds its signal', async () => {
    const source = new FakeWatchSource();
    source.hang();
    const { clock, status, stop } = start(source);
    await clock.advance(60 * SECOND);
    expect(status()).toMatchObject({
      state: 'backingOff',
      error: { code: 'unreachable', message: 'no list page within 60 s' },
    });
    await stop();
    expect(clock.sleepers).toBe(0);
  });

  it('lists again when an object cannot be taken in', async () => {
    const { source, clock, calls, status, stop } = start();
    await clock.advance(0);
    source.put({ metadata: { name: 'odd', namespace: 'default' } });
    await clock.advance(0);
    expect(status()).toMatchObject({
      state: 'backingOff',
      error: { code: 'malformed' },
    });
    source.remove('default/odd');
    await clock.advance(SECOND);
    expect(calls()).toEqual(['list', 'watch', 'list', 'watch']);
    await stop();
  });

  it.each(['list', 'watch', 'backing off'])(
    'ends on abort while in %s and leaves nothing behind',
    async moment => {
      const source = new FakeWatchSource();
      if (moment === 'list') source.hang();
      if (moment === 'backing off') source.failNext('list', new Error('down'));
      const { clock, status, stop } = start(source);
      await clock.advance(0);
      await stop();
      await clock.advance(0);
      expect(status().state).toBe('closed');
      expect(clock.sleepers).toBe(0);
      expect(source.openWatches).toBe(0);
    },
  );
});
