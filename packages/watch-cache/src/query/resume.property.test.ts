import fc from 'fast-check';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createObjectStore } from '../store/createObjectStore';
import { anyQuery, freshQuery, healths } from '../testing/freshQuery';
import { LiveFollower } from '../testing/LiveFollower';
import { pod, rowOfPod, type TestRow } from '../testing/pod';
import { createLiveQueries } from './createLiveQueries';
import type { LiveUpdate } from './LiveQueries';

const change = fc.record({
  kind: fc.constantFrom('put' as const, 'put' as const, 'remove' as const),
  name: fc.constantFrom(...'abcdefgh'),
  namespace: fc.constantFrom('n1', 'n2'),
  health: fc.constantFrom(...healths),
  node: fc.constantFrom('x', 'y', undefined),
  labels: fc.constantFrom({ app: 'web' }, { app: 'db' }),
});
const step = fc.oneof(
  { weight: 5, arbitrary: fc.array(change, { minLength: 1, maxLength: 1 }) },
  // More than one change at once is a relist.
  { weight: 2, arbitrary: fc.array(change, { minLength: 2, maxLength: 20 }) },
);

/** Time stands still: whoever joins or resumes flushes. */
const frozenClock = {
  nowMs: () => 0,
  sleep: () => new Promise<void>(() => {}),
};

describe('resuming a live query', () => {
  it('gives from any earlier position the same rows as a fresh query, and minimal changes to those who stayed', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        anyQuery,
        fc.integer({ min: 1, max: 60 }),
        (steps, liveQuery, historyLimit) => {
          const store = createObjectStore({
            project: rowOfPod,
            nowMs: () => 0,
          });
          const live = createLiveQueries<TestRow>({
            clock: frozenClock,
            random: () => 0.5,
            historyLimit,
            onListenerError: error => {
              throw error;
            },
          });
          const spec = {
            ...liveQuery,
            members: [{ cluster: 'c1', store, allows: () => true }],
            rightsKey: '',
          };
          const objects = new Map<string, KubernetesObject>();
          const stayed = new LiveFollower<TestRow>();
          const flow = live.subscribe(spec, stayed.update);
          let version = 0;
          for (const changes of steps) {
            for (const { kind, ...overrides } of changes) {
              version += 1;
              const key = `${overrides.namespace}/${overrides.name}`;
              const object = pod(overrides.name, {
                ...overrides,
                uid: objects.get(key)?.metadata.uid ?? `uid-${version}`,
                resourceVersion: String(version),
              });
              const previous = objects.get(key);
              if (kind === 'put') objects.set(key, object);
              if (kind === 'remove') objects.delete(key);
              if (changes.length > 1) continue;
              if (kind === 'put') store.upsert(object);
              if (kind === 'remove' && previous) store.remove(previous);
            }
            if (changes.length > 1) {
              const draft = store.startList();
              draft.add([...objects.values()]);
              draft.commit();
            }
            flow.pause();
            flow.resume();

            const expected = freshQuery([...objects.values()], 0, liveQuery);
            const seenBy = (follower: LiveFollower<TestRow>) => ({
              rows: follower.rows(liveQuery.sort),
              summary: follower.summary,
            });
            expect(seenBy(stayed)).toEqual(expected);
            for (let count = 1; count <= stayed.updates.length; count += 1) {
              const returning = new LiveFollower<TestRow>();
              stayed.updates.slice(0, count).forEach(returning.update);
              live
                .subscribe(spec, returning.update, returning.last?.position)
                .close();
              expect(seenBy(returning)).toEqual(expected);
            }
          }
          expectMinimal(stayed.updates);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  }, 60_000);
});

/** Nothing is created twice, updated to what it is, or deleted without being there. */
function expectMinimal(updates: readonly LiveUpdate<TestRow>[]): void {
  const rows = new Map<string, TestRow>();
  const wrong: string[] = [];
  for (const update of updates) {
    if (update.kind === 'snapshot') {
      rows.clear();
      for (const row of update.rows) rows.set(row.id, row);
      continue;
    }
    for (const id of update.deleted) {
      if (!rows.delete(id)) wrong.push(`deleted ${id}`);
    }
    for (const row of update.created) {
      if (rows.has(row.id)) wrong.push(`created ${row.id}`);
      rows.set(row.id, row);
    }
    for (const row of update.updated) {
      const before = JSON.stringify(rows.get(row.id));
      if (before === JSON.stringify(row)) wrong.push(`updated ${row.id}`);
      rows.set(row.id, row);
    }
  }
  expect(wrong).toEqual([]);
}
