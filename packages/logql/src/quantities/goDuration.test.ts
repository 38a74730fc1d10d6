import { parseGoDuration } from './goDuration';

describe('parseGoDuration()', () => {
  it.each([
    ['0', 0],
    ['1s', 1],
    ['1h2m3.5s', 3723.5],
    ['-250ms', -0.25],
    ['12µs', 12e-6],
    ['.5m', 30],
    ['3ns', 3e-9],
  ])('reads %s', (text, seconds) => {
    expect(parseGoDuration(text)).toBeCloseTo(seconds, 12);
  });

  it.each(['', '5', '1d', 'm', '1m 2s', '--1s', '1.2.3s'])(
    'refuses "%s"',
    text => {
      expect(parseGoDuration(text)).toBeUndefined();
    },
  );
});
