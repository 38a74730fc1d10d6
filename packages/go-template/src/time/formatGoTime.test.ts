import { formatGoTime } from './formatGoTime';
import { formatGoDuration, parseGoDuration } from './goDuration';
import { parseGoTime } from './parseGoTime';

const timeMs = Date.UTC(2024, 1, 5, 14, 3, 9, 70);

describe('formatGoTime()', () => {
  it.each([
    ['2006-01-02T15:04:05Z07:00', '2024-02-05T14:03:09Z'],
    ['Mon Jan _2 15:04:05 2006', 'Mon Feb  5 14:03:09 2024'],
    ['Monday, 2 January 06 3:4:5PM', 'Monday, 5 February 24 2:3:9PM'],
    ['20060102150405', '20240205140309'],
    ['03:04 pm MST -0700', '02:03 pm UTC +0000'],
    ['05.000 05.999 05.000000', '09.070 09.07 09.070000'],
    ['1/2', '2/5'],
  ])('writes %s', (layout, expected) => {
    expect(formatGoTime(timeMs, layout)).toBe(expected);
  });
});

describe('parseGoTime()', () => {
  it.each([
    [
      '2006-01-02 15:04:05',
      '2024-02-05 14:03:09',
      Date.UTC(2024, 1, 5, 14, 3, 9),
    ],
    [
      '2006-01-02T15:04:05.999Z07:00',
      '2024-02-05T14:03:09.07+02:00',
      Date.UTC(2024, 1, 5, 12, 3, 9, 70),
    ],
    ['02 Jan 06 03:04PM', '05 Feb 24 02:03PM', Date.UTC(2024, 1, 5, 14, 3)],
    [
      '02/Jan/2006:15:04:05 -0700',
      '05/Feb/2024:14:03:09 -0530',
      Date.UTC(2024, 1, 5, 19, 33, 9),
    ],
    ['2006-01-02', '2024-02-30', undefined],
    ['2006-01-02', 'today', undefined],
    ['(2006)', '(2024)', Date.UTC(2024, 0, 1)],
  ])('reads %s', (layout, text, expected) => {
    expect(parseGoTime(text, layout)).toBe(expected);
  });
});

describe('goDuration', () => {
  it.each([
    ['1h30m', 5_400_000, '1h30m0s'],
    ['-1.5s', -1_500, '-1.5s'],
    ['250ms', 250, '250ms'],
    ['90s', 90_000, '1m30s'],
    ['1us', 0.001, '1µs'],
    ['0', 0, '0s'],
  ])('reads and writes %s', (text, durationMs, written) => {
    expect(parseGoDuration(text)).toBeCloseTo(durationMs, 9);
    expect(formatGoDuration(durationMs)).toBe(written);
  });

  it.each(['', '1', '1x', 'h', '1h-2m'])('refuses %j', text => {
    expect(parseGoDuration(text)).toBeUndefined();
  });
});
