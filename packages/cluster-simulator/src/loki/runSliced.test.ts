import type { Steps } from '@orrery/logql';
import { runSliced } from './runSliced';

/** A query that pauses so often; each look at the clock takes 10 ms. */
function* query(pauses: number): Steps<string> {
  for (let pause = 0; pause < pauses; pause += 1) yield;
  return 'answer';
}

function createClock(): () => number {
  let elapsedMs = 0;
  return () => {
    elapsedMs += 10;
    return elapsedMs;
  };
}

describe('runSliced()', () => {
  it('lets others run between the slices of a query', async () => {
    const order: string[] = [];
    const answered = runSliced(
      query(50),
      createClock(),
      new AbortController().signal,
    ).then(answer => order.push(answer));
    setImmediate(() => order.push('another'));
    await answered;
    expect(order).toEqual(['another', 'answer']);
  });

  it('ends a query whose client has gone', async () => {
    await expect(
      runSliced(query(Infinity), createClock(), AbortSignal.abort()),
    ).rejects.toMatchObject({ status: 499 });
  });

  it('ends a query that takes a minute, as Loki words it', async () => {
    await expect(
      runSliced(query(Infinity), createClock(), new AbortController().signal),
    ).rejects.toMatchObject({
      status: 504,
      message: expect.stringMatching(/^request timed out, decrease/),
    });
  });
});
