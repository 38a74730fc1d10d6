import { createManualClock } from './createManualClock';

describe('createManualClock()', () => {
  it('runs callbacks at their own instants, ties in the order they were scheduled', () => {
    const clock = createManualClock(1_000);
    const seen: string[] = [];
    const note = (name: string) => () => seen.push(`${name}@${clock.nowMs()}`);
    clock.schedule(50, note('late'));
    clock.schedule(10, note('a'));
    clock.schedule(10, note('b'));
    clock.schedule(0.2, note('fraction'));
    clock.advance(20);
    expect(seen).toEqual(['fraction@1001', 'a@1010', 'b@1010']);
    clock.advance(30);
    expect(seen[3]).toBe('late@1050');
  });

  it('runs what a callback schedules within the same advance', () => {
    const clock = createManualClock(0);
    let ticks = 0;
    const tick = () => {
      ticks++;
      clock.schedule(10, tick);
    };
    clock.schedule(10, tick);
    clock.advance(100);
    expect(ticks).toBe(10);
  });

  it('does not run what was cancelled', () => {
    const clock = createManualClock(0);
    const callback = jest.fn();
    const cancel = clock.schedule(10, callback);
    clock.schedule(5, cancel);
    clock.advance(20);
    expect(callback).not.toHaveBeenCalled();
  });

  it('keeps thousands of timers in order', () => {
    const clock = createManualClock(0);
    const due: number[] = [];
    for (let index = 0; index < 5_000; index++) {
      const delayMs = (index * 7_919) % 10_007;
      clock.schedule(delayMs, () => due.push(delayMs));
    }
    clock.advance(20_000);
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect(due).toHaveLength(5_000);
  });
});
