import { isCpuLike } from './isCpuLike';
import { replayRequests } from './replayRequests';
import { RequestTally } from './RequestTally';
import { scoreRequests } from './scoreRequests';

const daily = (days: number) =>
  Array.from(
    { length: 24 * days },
    (_, hour) => 10 + 5 * Math.sin((2 * Math.PI * hour) / 24),
  );

describe('RequestTally', () => {
  it('counts hours above the request and what lies idle below', () => {
    const tally = new RequestTally();
    tally.add([1, 2, 3, 4], 3);
    expect(tally.outcome()).toEqual({ shareAbove: 0.25, slack: 0.75 });
  });
});

describe('isCpuLike()', () => {
  it('accepts a daily wave and refuses what is flat, negative, growing or not a number', () => {
    expect(isCpuLike(daily(10))).toBe(true);
    expect(isCpuLike(daily(10).map(() => 3))).toBe(false);
    expect(isCpuLike(daily(10).map(value => value - 9))).toBe(false);
    expect(isCpuLike(daily(10).map((value, i) => value * i ** 2))).toBe(false);
    expect(isCpuLike([...daily(10), NaN])).toBe(false);
    expect(isCpuLike([])).toBe(false);
  });
});

describe('replayRequests()', () => {
  it('needs more than the eight days of warm-up', () => {
    expect(replayRequests(daily(8))).toBeUndefined();
    expect(replayRequests(daily(9))).toBeDefined();
  });

  it('wastes less than the margin of 15 % on a wave that repeats', () => {
    const replay = replayRequests(daily(12));
    expect(replay?.vpa.shareAbove).toBe(0);
    expect(replay?.ours.shareAbove).toBeLessThan(0.05);
    expect(replay?.ours.slack).toBeLessThan(replay?.vpa.slack ?? 0);
  });

  it('does not depend on the unit', () => {
    const inCores = replayRequests(daily(9));
    const inMillicores = replayRequests(daily(9).map(value => value * 1000));
    expect(inMillicores?.vpa.slack).toBeCloseTo(inCores?.vpa.slack ?? 0, 3);
    expect(inMillicores?.ours.slack).toBeCloseTo(inCores?.ours.slack ?? 0, 9);
  });
});

describe('scoreRequests()', () => {
  it('leaves out series that could not be CPU usage', () => {
    const table = scoreRequests([daily(9), daily(9).map(() => 1)]);
    expect(table).toContain('| 1 series like CPU usage');
    expect(table).toContain('| **ours** |');
  });
});
