import { createReconcileQueue } from './createReconcileQueue';

/** Virtual time: `advance` runs what is due, and lets promises settle between. */
function createClock() {
  let nowMs = 0;
  let timers: { dueMs: number; callback: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    schedule: (delayMs: number, callback: () => void) => {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter(each => each !== timer);
      };
    },
    waiting: () => timers.length,
    async advance(ms: number) {
      const endMs = nowMs + ms;
      for (;;) {
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        timers.sort((a, b) => a.dueMs - b.dueMs);
        const next = timers[0];
        if (!next || next.dueMs > endMs) break;
        timers.shift();
        nowMs = next.dueMs;
        next.callback();
      }
      nowMs = endMs;
    },
  };
}

describe('createReconcileQueue()', () => {
  function start(reconcile: (key: string) => Promise<void>, concurrency = 2) {
    const clock = createClock();
    const ran: string[] = [];
    const errors: string[] = [];
    const queue = createReconcileQueue({
      clock,
      concurrency,
      reconcile: key => {
        ran.push(`${clock.nowMs()} ${key}`);
        return reconcile(key);
      },
      reportError: (error, key) => errors.push(`${key}: ${String(error)}`),
    });
    return { clock, queue, ran, errors };
  }

  it('reconciles a key once however often it was added before', async () => {
    const { clock, queue, ran } = start(async () => {});
    queue.add('a');
    queue.add('a');
    queue.add('b');
    await clock.advance(0);
    expect(ran).toEqual(['0 a', '0 b']);
  });

  it('runs a key again that was added during its reconciliation, after it', async () => {
    let open = () => {};
    const gate = new Promise<void>(resolve => {
      open = resolve;
    });
    const { clock, queue, ran } = start(() => gate);
    queue.add('a');
    await clock.advance(0);
    queue.add('a');
    await clock.advance(5);
    expect(ran).toEqual(['0 a']);
    open();
    await clock.advance(1);
    expect(ran).toEqual(['0 a', '5 a']);
  });

  it('keeps the earliest due time of a delayed key', async () => {
    const { clock, queue, ran } = start(async () => {});
    queue.add('a', 100);
    queue.add('a', 500);
    queue.add('b', 500);
    queue.add('b', 200);
    await clock.advance(1_000);
    expect(ran).toEqual(['100 a', '200 b']);
  });

  it('cancels the delay of a key that is added at once', async () => {
    const { clock, queue, ran } = start(async () => {});
    queue.add('a', 100);
    queue.add('a');
    await clock.advance(1_000);
    expect(ran).toEqual(['0 a']);
  });

  it('reports a failure and retries with doubling delays until it succeeds', async () => {
    let failuresLeft = 3;
    const { clock, queue, ran, errors } = start(async () => {
      if (failuresLeft-- > 0) throw new Error('no');
    });
    queue.add('a');
    await clock.advance(60_000);
    expect(ran).toEqual(['0 a', '1000 a', '3000 a', '7000 a']);
    expect(errors).toEqual(['a: Error: no', 'a: Error: no', 'a: Error: no']);
  });

  it('never waits longer than a minute for a retry', async () => {
    const { clock, queue, ran } = start(async () => {
      throw new Error('no');
    });
    queue.add('a');
    await clock.advance(300_000);
    const times = ran.map(line => Number(line.split(' ')[0]));
    expect(Math.max(...times.slice(1).map((ms, i) => ms - times[i]))).toBe(
      60_000,
    );
  });

  it('runs no more keys at the same time than it may', async () => {
    const open: (() => void)[] = [];
    const { clock, queue, ran } = start(
      () => new Promise<void>(resolve => open.push(resolve)),
    );
    for (const key of ['a', 'b', 'c']) queue.add(key);
    await clock.advance(0);
    expect(ran).toEqual(['0 a', '0 b']);
    open[0]();
    await clock.advance(0);
    expect(ran).toEqual(['0 a', '0 b', '0 c']);
  });

  it('leaves no timer and starts nothing after its disposal', async () => {
    const { clock, queue, ran } = start(async () => {});
    queue.add('a', 100);
    queue.add('b');
    queue.dispose();
    queue.add('c');
    expect(clock.waiting()).toBe(0);
    await clock.advance(1_000);
    expect(ran).toEqual([]);
  });

  it('aborts the signal of what runs when disposed, and does not retry it', async () => {
    const clock = createClock();
    const errors: unknown[] = [];
    let seen: AbortSignal | undefined;
    const queue = createReconcileQueue({
      clock,
      reconcile: (_, signal) =>
        new Promise((_resolve, reject) => {
          seen = signal;
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      reportError: error => errors.push(error),
    });
    queue.add('a');
    await clock.advance(0);
    queue.dispose();
    await clock.advance(60_000);
    expect([seen?.aborted, errors]).toEqual([true, []]);
  });
});
