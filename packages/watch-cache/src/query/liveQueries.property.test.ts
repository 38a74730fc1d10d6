import fc from 'fast-check';
import { createResourceCache } from '../cache/createResourceCache';
import { FakeWatchSource } from '../testing/FakeWatchSource';
import { LiveFollower } from '../testing/LiveFollower';
import { ManualClock } from '../testing/ManualClock';
import { pod, rowOfPod, type TestRow } from '../testing/pod';
import { WatchError } from '../watch/WatchError';
import { createLiveQueries } from './createLiveQueries';
import type { LiveSubscription } from './LiveQueries';
import {
  anyQuery,
  freshQuery,
  healths,
  type Query,
} from '../testing/freshQuery';

const name = fc.constantFrom(...'abcdefgh');
const namespace = fc.constantFrom('n1', 'n2');
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      name,
      namespace,
      health: fc.constantFrom(...healths),
      node: fc.constantFrom('x', 'y', undefined),
      labels: fc.constantFrom({ app: 'web' }, { app: 'db' }),
      reviewInMs: fc.constantFrom(undefined, 30, 3_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('remove' as const),
      name,
      namespace,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(0, 10, 40, 100, 5_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        ...([
          'end',
          'break',
          'compact',
          'expire',
          'bookmark',
          'pause',
          'unpause',
          'reconnect',
        ] as const),
      ),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Everything from the API server to one subscriber, over a small history so that resets happen, too. */
class Bench {
  readonly source = new FakeWatchSource();
  readonly clock = new ManualClock(0);
  readonly follower = new LiveFollower<TestRow>();
  readonly #cache = createResourceCache({
    source: this.source,
    clock: this.clock,
    random: () => 0.5,
    project: (object, nowMs) => rowOfPod(object, nowMs),
  });
  readonly #lease = this.#cache.lease();
  readonly #live = createLiveQueries<TestRow>({
    clock: this.clock,
    random: () => 0.5,
    historyLimit: 12,
    onListenerError: error => {
      throw error;
    },
  });
  readonly #query: Query;
  #flow: LiveSubscription;

  constructor(liveQuery: Query) {
    this.source.pageSize = 3;
    this.#query = liveQuery;
    this.#flow = this.#subscribe();
  }

  async run(next: Step): Promise<void> {
    switch (next.kind) {
      case 'put': {
        const { reviewInMs } = next;
        const reviewAtMs =
          reviewInMs === undefined
            ? undefined
            : this.clock.nowMs() + reviewInMs;
        this.source.put(pod(next.name, { ...next, reviewAtMs }));
        break;
      }
      case 'remove':
        this.source.remove(`${next.namespace}/${next.name}`);
        break;
      case 'wait':
        await this.clock.advance(next.ms);
        break;
      case 'end':
        this.source.endWatches();
        break;
      case 'break':
        this.source.breakWatches(new Error('reset'));
        break;
      case 'compact':
        this.source.compact();
        break;
      case 'expire':
        this.source.breakWatches(new WatchError('expired', 'too old'));
        break;
      case 'bookmark':
        this.source.bookmark();
        break;
      case 'pause':
        this.#flow.pause();
        break;
      case 'unpause':
        this.#flow.resume();
        break;
      default:
        this.#flow.close();
        this.#flow = this.#subscribe();
    }
  }

  /** Until every wait, retry and review is over. */
  async calmDown(): Promise<void> {
    this.#flow.resume();
    await this.clock.advance(35_000);
  }

  async dispose(): Promise<void> {
    this.#live.dispose();
    await this.#cache.dispose();
  }

  #subscribe(): LiveSubscription {
    const member = {
      cluster: 'c1',
      store: this.#lease.store,
      allows: () => true,
    };
    return this.#live.subscribe(
      { ...this.#query, members: [member], rightsKey: '' },
      this.follower.update,
      this.follower.last?.position,
    );
  }
}

describe('live queries over a watch with any history', () => {
  it('snapshot and changes always equal a fresh query', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        anyQuery,
        async (steps, liveQuery) => {
          const bench = new Bench(liveQuery);
          try {
            for (const next of steps) await bench.run(next);
            await bench.calmDown();
            const { source, clock, follower } = bench;
            const expected = freshQuery(
              source.objects(),
              clock.nowMs(),
              liveQuery,
            );
            expect({
              rows: follower.rows(liveQuery.sort),
              summary: follower.summary,
            }).toEqual(expected);
          } finally {
            await bench.dispose();
          }
          expect(bench.clock.sleepers).toBe(0);
        },
      ),
      { seed: 1, numRuns: 80 },
    );
  }, 60_000);
});
