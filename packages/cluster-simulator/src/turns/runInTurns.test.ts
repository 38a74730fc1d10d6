import type { Pausable } from '@orrery/promql';

import { runInTurns } from './runInTurns';

/** Work that pauses so often; each look at the clock takes 10 ms. */
function* work(pauses: number, done = 'done'): Pausable<string> {
  for (let pause = 0; pause < pauses; pause += 1) yield;
  return done;
}

function createClock(): () => number {
  let elapsedMs = 0;
  return () => {
    elapsedMs += 10;
    return elapsedMs;
  };
}

describe('runInTurns()', () => {
  it('lets others run in between', async () => {
    const order: string[] = [];
    const done = runInTurns(work(50), { elapsedMs: createClock() }).then(() =>
      order.push('work'),
    );
    setImmediate(() => order.push('another'));
    await done;
    expect(order).toEqual(['another', 'work']);
  });

  it('takes one turn at a time, however many there are', async () => {
    let turns = 0;
    function* counted(): Pausable<string> {
      turns += 1;
      return yield* work(1);
    }
    const all = [1, 2, 3].map(() => runInTurns(counted()));
    await new Promise(setImmediate);
    expect(turns).toBeLessThan(3);
    await Promise.all(all);
    expect(turns).toBe(3);
  });

  it('gives up what nobody wants any more', async () => {
    let asked = 0;
    const answer = await runInTurns(work(Infinity), {
      elapsedMs: createClock(),
      isWanted: () => {
        asked += 1;
        return asked < 3;
      },
    });
    expect(answer).toBeUndefined();
  });

  it('rejects with what fails', async () => {
    // eslint-disable-next-line require-yield
    function* failing(): Pausable<string> {
      throw new Error('no');
    }
    await expect(runInTurns(failing())).rejects.toThrow('no');
  });
});
