import { formatGoDuration, parseDurationMs } from './goDuration';

describe('parseDurationMs()', () => {
  it.each([
    ['30s', 30_000],
    ['1h30m', 5_400_000],
    ['1m0s', 60_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
  ])('reads %s', (text, ms) => expect(parseDurationMs(text)).toBe(ms));

  it.each(['', '30', 'soon', '1d', undefined])('refuses %s', text =>
    expect(parseDurationMs(text)).toBeUndefined(),
  );
});

describe('formatGoDuration()', () => {
  it.each([
    [0, '0s'],
    [350, '350ms'],
    [1_500, '1.5s'],
    [60_000, '1m0s'],
    [600_000, '10m0s'],
    [3_600_000, '1h0m0s'],
    [3_725_250, '1h2m5.25s'],
  ])('prints %d ms as Go does', (ms, text) =>
    expect(formatGoDuration(ms)).toBe(text),
  );
});
