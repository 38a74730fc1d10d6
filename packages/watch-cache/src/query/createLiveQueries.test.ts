import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createObjectStore } from '../store/createObjectStore';
import { LiveFollower } from '../testing/LiveFollower';
import { ManualClock } from '../testing/ManualClock';
import { pod, rowOfPod, type PodOverrides, type TestRow } from '../testing/pod';
import { createLiveQueries } from './createLiveQueries';
import type { LiveQuerySpec, LiveUpdate } from './LiveQueries';

function setUp(options: { historyLimit?: number } = {}) {
  const clock = new ManualClock(0);
  const project = jest.fn((object: KubernetesObject, nowMs: number) =>
    rowOfPod(object, nowMs),
  );
  const store = createObjectStore({ project, nowMs: () => clock.nowMs() });
  const errors: unknown[] = [];
  const live = createLiveQueries<TestRow>({
    clock,
    random: () => 0.5,
    onListenerError: error => errors.push(error),
    ...options,
  });
  const allows = jest.fn((_: TestRow) => true);
  const query = (overrides: Partial<LiveQuerySpec<TestRow>> = {}) => ({
    members: [{ cluster: 'c1', store, allows }],
    rightsKey: 'all',
    ...overrides,
  });
  let version = 0;
  const put = (name: string, overrides: PodOverrides = {}) => {
    version += 1;
    const resourceVersion = String(version);
    store.upsert(pod(name, { uid: name, resourceVersion, ...overrides }));
  };
  const remove = (name: string) => store.remove(pod(name, { uid: name }));
  const follow = (
    overrides: Partial<LiveQuerySpec<TestRow>> = {},
    resume?: LiveUpdate['position'],
  ) => {
    const follower = new LiveFollower<TestRow>();
    const flow = live.subscribe(query(overrides), follower.update, resume);
    return { follower, ...flow };
  };
  return {
    clock,
    store,
    project,
    allows,
    live,
    errors,
    query,
    put,
    remove,
    follow,
  };
}

/** An update in words: `+created ~updated -deleted`, or the names of a snapshot. */
function wordsOf(update: LiveUpdate | undefined): string {
  if (update === undefined) return 'nothing';
  if (update.kind === 'snapshot') {
    return `= ${update.rows.map(({ name }) => name).join(' ')}`.trim();
  }
  const { created, updated, deleted } = update;
  return [
    ...created.map(({ name }) => `+${name}`),
    ...updated.map(({ name }) => `~${name}`),
    ...deleted.map(id => `-${id.split('/')[1]}`),
  ].join(' ');
}

function heard({ updates }: LiveFollower<TestRow>) {
  return updates.map(wordsOf);
}

describe('createLiveQueries()', () => {
  it('sends a snapshot at once, sorted, with counts', () => {
    const { put, follow } = setUp();
    put('b');
    put('a');
    put('c', { health: 'Failed' });
    const { follower } = follow();
    expect(heard(follower)).toEqual(['= c a b']);
    expect(follower.summary).toEqual({
      total: 3,
      byHealth: { Healthy: 2, Failed: 1 },
    });
  });

  it('sends the first change at once and then one batch per 25 ms', async () => {
    const { clock, put, remove, follow } = setUp();
    const { follower } = follow();
    put('a');
    expect(heard(follower)).toEqual(['=', '+a']);
    put('b');
    put('c');
    remove('c');
    await clock.advance(24);
    expect(follower.updates).toHaveLength(2);
    await clock.advance(1);
    expect(wordsOf(follower.last)).toBe('+b');
    put('d');
    expect(follower.updates).toHaveLength(3);
    await clock.advance(25);
    expect(wordsOf(follower.last)).toBe('+d');
    await clock.advance(25);
    put('e');
    expect(wordsOf(follower.last)).toBe('+e');
  });

  it('sends nothing when a row is again what it was', async () => {
    const { clock, put, remove, follow } = setUp();
    put('a');
    const { follower } = follow();
    put('x');
    put('a', { node: 'n1' });
    put('a');
    put('y');
    remove('y');
    put('a', { labels: { touched: 'yes' } });
    await clock.advance(1_000);
    expect(heard(follower)).toEqual(['= a', '+x']);
  });

  it('lets rows enter and leave by filter, rights and labels', async () => {
    const { clock, allows, put, follow } = setUp();
    allows.mockImplementation(({ name }) => name !== 'secret');
    const { follower } = follow({
      filter: { selector: 'app=web', health: ['Failed'] },
    });
    const web = { app: 'web' };
    put('secret', { labels: web, health: 'Failed' });
    put('a', { labels: web });
    await clock.advance(25);
    expect(wordsOf(follower.last)).toBe('');
    expect(follower.summary).toEqual({ total: 1, byHealth: { Healthy: 1 } });
    put('a', { labels: web, health: 'Failed' });
    await clock.advance(25);
    expect(wordsOf(follower.last)).toBe('+a');
    put('a', { labels: {}, health: 'Failed' });
    await clock.advance(25);
    expect(wordsOf(follower.last)).toBe('-a');
    expect(follower.summary).toEqual({ total: 0, byHealth: {} });
  });

  it('reads only the namespaces it is asked for', () => {
    const { allows, put, follow } = setUp();
    put('a', { namespace: 'shop' });
    put('b', { namespace: 'other' });
    const { follower } = follow({ filter: { namespaces: ['shop'] } });
    expect(heard(follower)).toEqual(['= a']);
    expect(allows).toHaveBeenCalledTimes(1);
  });

  it('reports rows entering and leaving the window as created and deleted', async () => {
    const { clock, put, remove, follow } = setUp();
    for (const name of ['a', 'b', 'c', 'd']) put(name);
    const { follower } = follow({ window: { offset: 1, limit: 2 } });
    expect(heard(follower)).toEqual(['= b c']);
    remove('a');
    expect(wordsOf(follower.last)).toBe('+d -b');
    put('aa', { health: 'Failed' });
    await clock.advance(25);
    expect(wordsOf(follower.last)).toBe('+b -d');
    expect(follower.summary?.total).toBe(4);
  });

  it('merges clusters, each under the rights of its member', () => {
    const { store, put, follow, live } = setUp();
    put('a');
    const other = createObjectStore({
      project: (object, nowMs) => rowOfPod(object, nowMs, 'c2'),
      nowMs: () => 0,
    });
    other.upsert(pod('a', { uid: 'x', resourceVersion: '1' }));
    const members = [
      { cluster: 'c2', store: other, allows: () => true },
      { cluster: 'c1', store, allows: () => true },
    ];
    const ids = follow({ members })
      .follower.rows()
      .map(({ id }) => id);
    expect(ids).toEqual(['c1|default/a', 'c2|default/a']);
    follow({ members: [...members].reverse() });
    expect(live.computations).toBe(1);
  });

  it('tells about an object recreated in one batch as one changed row', async () => {
    const { clock, store, put, follow } = setUp();
    put('a');
    const { follower } = follow();
    put('x');
    store.upsert(pod('a', { uid: 'second', resourceVersion: '99' }));
    await clock.advance(25);
    expect(wordsOf(follower.last)).toBe('~a');
    expect(follower.rows()[0].uid).toBe('second');
  });

  describe('sharing', () => {
    it('computes equal queries with equal rights once', async () => {
      const { clock, project, allows, live, put, follow } = setUp();
      for (const name of ['a', 'b', 'c']) put(name);
      const filter = { text: 'default' };
      const followers = Array.from({ length: 10 }, () => follow({ filter }));
      put('d');
      await clock.advance(25);
      expect(live.computations).toBe(1);
      expect(project).toHaveBeenCalledTimes(4);
      expect(allows).toHaveBeenCalledTimes(4);
      const [first, ...others] = followers.map(({ follower }) => follower);
      for (const other of others) expect(other.last).toBe(first.last);
    });

    it.each<[string, Partial<LiveQuerySpec<TestRow>>]>([
      ['rights', { rightsKey: 'other' }],
      ['filters', { filter: { text: 'x' } }],
      ['sorts', { sort: [{ field: 'age', direction: 'asc' }] }],
      ['windows', { window: { offset: 0, limit: 1 } }],
    ])('keeps different %s apart', (_, overrides) => {
      const { live, follow } = setUp();
      follow();
      follow(overrides);
      expect(live.computations).toBe(2);
    });

    it('keeps different stores of one cluster apart', () => {
      const { live, query, follow } = setUp();
      const [member] = query().members;
      const store = createObjectStore({ project: rowOfPod, nowMs: () => 0 });
      follow();
      follow({ members: [{ ...member, store }] });
      expect(live.computations).toBe(2);
    });

    it('lives on for half a minute after its last subscriber', async () => {
      const { clock, live, follow } = setUp();
      const first = follow();
      first.close();
      first.close();
      await clock.advance(29_999);
      expect(live.computations).toBe(1);
      follow().close();
      await clock.advance(29_999);
      expect(live.computations).toBe(1);
      await clock.advance(1);
      expect([live.computations, clock.sleepers]).toEqual([0, 0]);
    });
  });

  describe('resume', () => {
    it('sends only what was missed, coalesced per row', async () => {
      const { clock, put, remove, follow } = setUp();
      put('a');
      put('b');
      const { follower, close } = follow();
      const position = follower.last?.position;
      close();
      put('a', { node: 'n1' });
      await clock.advance(25);
      put('a', { node: 'n2' });
      put('c');
      remove('b');
      await clock.advance(25);
      remove('c');
      put('d');
      const again = follow({}, position).follower;
      expect(heard(again)).toEqual(['+d ~a -b']);
    });

    it('sends nothing when nothing was missed, and duplicates nothing after', async () => {
      const { clock, put, follow } = setUp();
      const { follower, close } = follow();
      put('a');
      close();
      const again = follow({}, follower.last?.position).follower;
      expect(heard(again)).toEqual([]);
      put('b');
      await clock.advance(25);
      expect(heard(again)).toEqual(['+b']);
    });

    it('answers with a snapshot where it does not know the position', async () => {
      const { clock, put, follow } = setUp({ historyLimit: 3 });
      const { follower } = follow();
      const { epoch = '' } = follower.last?.position ?? {};
      for (const name of ['a', 'b', 'c']) {
        put(name);
        await clock.advance(25);
      }
      for (const position of [
        { epoch, revision: 0 },
        { epoch, revision: 4 },
        { epoch: 'other', revision: 3 },
      ]) {
        expect(heard(follow({}, position).follower)).toEqual(['= a b c']);
      }
    });

    it('answers with a snapshot for another query, and after the computation ended', async () => {
      const { clock, put, follow } = setUp();
      put('a');
      const { follower, close } = follow();
      const position = follower.last?.position;
      expect(heard(follow({ rightsKey: 'x' }, position).follower)).toEqual([
        '= a',
      ]);
      close();
      await clock.advance(30_000);
      expect(heard(follow({}, position).follower)).toEqual(['= a']);
    });
  });

  describe('flow control', () => {
    it('sends nothing while paused, then one batch', async () => {
      const { clock, put, remove, follow } = setUp();
      const slow = follow();
      const fast = follow();
      slow.pause();
      put('a');
      await clock.advance(25);
      put('a', { node: 'n1' });
      put('b');
      await clock.advance(25);
      remove('b');
      expect(heard(slow.follower)).toEqual(['=']);
      slow.resume();
      slow.resume();
      expect(heard(slow.follower)).toEqual(['=', '+a']);
      expect(heard(fast.follower)).toEqual(['=', '+a', '~a', '+b', '-b']);
      put('c');
      await clock.advance(25);
      expect(wordsOf(slow.follower.last)).toBe('+c');
    });

    it('resets a subscriber who missed more than the history holds', async () => {
      const { clock, put, follow } = setUp({ historyLimit: 4 });
      const slow = follow();
      slow.pause();
      for (const name of ['a', 'b', 'c']) {
        put(name);
        await clock.advance(25);
      }
      slow.resume();
      expect(heard(slow.follower)).toEqual(['=', '= a b c']);
    });

    it('can be paused and closed from inside the listener', async () => {
      const { clock, live, query, put } = setUp();
      const words: string[] = [];
      const flow = live.subscribe(query(), update => {
        words.push(wordsOf(update));
        if (update.kind === 'changes') flow.pause();
      });
      put('a');
      put('b');
      await clock.advance(25);
      expect(words).toEqual(['=', '+a']);
      flow.resume();
      expect(words).toEqual(['=', '+a', '+b']);
      flow.close();
      flow.resume();
      put('c');
      await clock.advance(25);
      expect(words).toHaveLength(3);
    });
  });

  it('drops and reports a listener that throws, and serves the others', () => {
    const { live, query, put, errors, follow } = setUp();
    const broken = jest.fn((update: LiveUpdate) => {
      if (update.kind === 'changes') throw new Error('broken pipe');
    });
    live.subscribe(query(), broken);
    const { follower } = follow();
    put('a');
    put('b');
    expect(broken).toHaveBeenCalledTimes(2);
    expect(errors).toEqual([new Error('broken pipe')]);
    expect(wordsOf(follower.last)).toBe('+a');
  });

  it('refuses a bad selector without starting anything', () => {
    const { live, follow } = setUp();
    expect(() => follow({ filter: { selector: 'a in (' } })).toThrow();
    expect(live.computations).toBe(0);
  });

  it('ends everything when disposed of', async () => {
    const { clock, live, put, follow } = setUp();
    const { follower } = follow();
    put('a');
    follow({ rightsKey: 'x' }).close();
    live.dispose();
    put('b');
    await clock.advance(100_000);
    expect(heard(follower)).toEqual(['=', '+a']);
    expect([live.computations, clock.sleepers]).toEqual([0, 0]);
    expect(() => follow()).toThrow('disposed');
  });
});
