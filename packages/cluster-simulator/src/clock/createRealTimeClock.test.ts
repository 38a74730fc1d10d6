import { createRealTimeClock } from './createRealTimeClock';

describe('createRealTimeClock()', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('runs callbacks when the machine says so, in order', () => {
    const clock = createRealTimeClock();
    const seen: string[] = [];
    clock.schedule(200, () => seen.push('second'));
    clock.schedule(100, () => seen.push('first'));
    jest.advanceTimersByTime(150);
    expect(seen).toEqual(['first']);
    jest.advanceTimersByTime(60);
    expect(seen).toEqual(['first', 'second']);
    clock.dispose();
  });

  it('never goes back when the machine does', () => {
    const clock = createRealTimeClock();
    const before = clock.nowMs();
    jest.setSystemTime(500_000);
    expect(clock.nowMs()).toBe(before);
    clock.dispose();
  });

  it('lives faster than the machine when told to', () => {
    const clock = createRealTimeClock({ speed: 60 });
    const callback = jest.fn();
    clock.schedule(60_000, callback);
    jest.advanceTimersByTime(990);
    expect([clock.nowMs(), callback.mock.calls]).toEqual([1_059_400, []]);
    jest.advanceTimersByTime(20);
    expect([clock.nowMs(), callback.mock.calls.length]).toEqual([1_060_600, 1]);
    clock.dispose();
  });

  it('goes on with the others when a callback throws', () => {
    const clock = createRealTimeClock();
    const other = jest.fn();
    clock.schedule(10, () => {
      throw new Error('broken');
    });
    clock.schedule(20, other);
    expect(() => jest.advanceTimersByTime(15)).toThrow('broken');
    jest.advanceTimersByTime(50);
    expect(other).toHaveBeenCalledTimes(1);
    clock.dispose();
  });

  it('runs nothing more once disposed', () => {
    const clock = createRealTimeClock();
    const callback = jest.fn();
    clock.schedule(10, callback);
    clock.dispose();
    clock.schedule(10, callback);
    jest.advanceTimersByTime(1_000);
    expect(callback).not.toHaveBeenCalled();
  });
});
