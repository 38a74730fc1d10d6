import { createManualClock } from '../../clock/createManualClock';
import { createWorkQueue } from './createWorkQueue';

describe('createWorkQueue()', () => {
  function queueOf(reconcile: (key: string) => void = () => {}) {
    const clock = createManualClock(0);
    const done: [string, number][] = [];
    const failed: string[] = [];
    const queue = createWorkQueue({
      clock,
      reconcile: key => {
        done.push([key, clock.nowMs()]);
        reconcile(key);
      },
      reportError: (_error, key) => failed.push(key),
    });
    return { clock, queue, done, failed };
  }

  it('runs a key once however often it was added, and never synchronously', () => {
    const { clock, queue, done } = queueOf();
    queue.add('a');
    queue.add('b');
    queue.add('a');
    expect(done).toEqual([]);
    clock.advance(0);
    expect(done).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });

  it('keeps the earliest of several delays', () => {
    const { clock, queue, done } = queueOf();
    queue.add('a', 500);
    queue.add('a', 100);
    queue.add('a', 900);
    clock.advance(1_000);
    expect(done).toEqual([['a', 100]]);
  });

  it('runs a key again that is added during its own reconciliation', () => {
    let again = true;
    const { clock, queue, done } = queueOf(key => {
      if (again) queue.add(key);
      again = false;
    });
    queue.add('a');
    clock.advance(0);
    expect(done).toHaveLength(2);
  });

  it('reports a failure and retries after 1, 2, 4 … seconds', () => {
    const { clock, queue, done, failed } = queueOf(() => {
      throw new Error('broken');
    });
    queue.add('a');
    clock.advance(7_500);
    expect(done.map(([, atMs]) => atMs)).toEqual([0, 1_000, 3_000, 7_000]);
    expect(failed).toHaveLength(4);
  });

  it('gets through more keys than fit into one turn', () => {
    const { clock, queue, done } = queueOf();
    for (let index = 0; index < 130; index++) queue.add(`k${index}`);
    clock.advance(0);
    expect(done).toHaveLength(130);
  });

  it('does nothing more once disposed', () => {
    const { clock, queue, done } = queueOf();
    queue.add('a');
    queue.add('b', 100);
    queue.dispose();
    queue.add('c');
    clock.advance(1_000);
    expect(done).toEqual([]);
  });
});
