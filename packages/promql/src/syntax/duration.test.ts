import fc from 'fast-check';

import { formatDuration, parseDurationMs } from './duration';

describe('parseDurationMs()', () => {
  it.each([
    ['1y', 31_536_000_000],
    ['1w2d', 777_600_000],
    ['1h30m', 5_400_000],
    ['5s5ms', 5_005],
    ['0', 0],
    ['300y', Infinity],
  ])('reads %s', (text, durationMs) => {
    expect(parseDurationMs(text)).toBe(durationMs);
  });

  it.each(['', '5', '1.5h', '1m1h', '5m5m', '5 m', '-5m', '1hs', '5M'])(
    'refuses %p',
    text => {
      expect(parseDurationMs(text)).toBeUndefined();
    },
  );

  it('reads back what formatDuration() prints', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_000_000_000_000 }), ms => {
        expect(parseDurationMs(formatDuration(ms))).toBe(ms);
      }),
      { seed: 2 },
    );
  });
});
