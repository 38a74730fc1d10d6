import { forbiddenDelayMs, retryDelayMs } from './retryDelayMs';

describe('retryDelayMs()', () => {
  it('doubles its ceiling from 0.8 s to 30 s', () => {
    const ceilings = [1, 2, 3, 4, 5, 6, 7, 100].map(attempt =>
      retryDelayMs(attempt, () => 1),
    );
    expect(ceilings).toEqual([
      800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000,
    ]);
  });

  it('jitters over the whole range', () => {
    expect(retryDelayMs(3, () => 0)).toBe(0);
    expect(retryDelayMs(3, () => 0.5)).toBe(1600);
  });

  it('never comes back before Retry-After', () => {
    expect(retryDelayMs(1, () => 0, 7_000)).toBe(7_000);
    expect(retryDelayMs(1, () => 1, 7_000)).toBe(7_800);
  });
});

describe('forbiddenDelayMs()', () => {
  it('waits about a minute', () => {
    expect(forbiddenDelayMs(() => 0)).toBe(51_000);
    expect(forbiddenDelayMs(() => 1)).toBe(69_000);
  });

  it('never comes back before Retry-After', () => {
    expect(forbiddenDelayMs(() => 0, 90_000)).toBe(90_000);
  });
});
