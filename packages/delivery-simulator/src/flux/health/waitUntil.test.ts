import { createMemoryCluster } from '../../testing/createMemoryCluster';
import { waitUntil } from './waitUntil';

const kind = { apiVersion: 'v1', kind: 'ConfigMap' } as const;

describe('waitUntil()', () => {
  function start(timeoutMs = 60_000) {
    const cluster = createMemoryCluster();
    const abort = new AbortController();
    let looks = 0;
    const state: { found?: string } = {};
    const outcomes: unknown[] = [];
    waitUntil({
      cluster,
      kinds: [kind, kind],
      timeoutMs,
      signal: abort.signal,
      look: () => {
        looks += 1;
        return state.found;
      },
    }).then(
      outcome => outcomes.push(outcome ?? 'timeout'),
      error => outcomes.push(error),
    );
    const change = (name: string) =>
      cluster.seed({ ...kind, metadata: { name, namespace: 'shop' } });
    return { cluster, abort, state, outcomes, change, looks: () => looks };
  }

  it('looks after a change, once a second at most', async () => {
    const { cluster, state, outcomes, change, looks } = start();
    change('a');
    change('b');
    await cluster.advance(1_000);
    expect([looks(), outcomes]).toEqual([2, []]);
    state.found = 'it';
    await cluster.advance(5_000);
    expect(outcomes).toEqual([]);
    change('c');
    await cluster.advance(1_000);
    expect(outcomes).toEqual(['it']);
    change('d');
    await cluster.advance(60_000);
    expect(looks()).toBe(3);
  });

  it('gives up when the time is over', async () => {
    const { cluster, outcomes } = start(30_000);
    await cluster.advance(29_999);
    expect(outcomes).toEqual([]);
    await cluster.advance(1);
    expect(outcomes).toEqual(['timeout']);
  });

  it('looks once without any time', async () => {
    const { cluster, outcomes, looks } = start(0);
    await cluster.advance(0);
    expect([outcomes, looks()]).toEqual([['timeout'], 1]);
  });

  it('rejects on abort and looks no more', async () => {
    const { cluster, abort, outcomes, change, looks } = start();
    abort.abort(new Error('stopped'));
    await cluster.advance(0);
    change('a');
    await cluster.advance(60_000);
    expect(outcomes).toEqual([new Error('stopped')]);
    expect(looks()).toBe(1);
  });
});
