import { intOrPercent, secondsOf } from './intOrPercent';

describe('intOrPercent()', () => {
  it.each([
    [3, 10, 'up', 3],
    ['25%', 10, 'up', 3],
    ['25%', 10, 'down', 2],
    ['0%', 10, 'up', 0],
    ['100%', 7, 'down', 7],
    ['4', 10, 'up', 4],
    ['none', 10, 'up', 0],
    [undefined, 10, 'up', 0],
  ] as const)('reads %p of %d, rounded %s, as %d', (value, total, way, count) =>
    expect(intOrPercent(value, total, way)).toBe(count),
  );
});

describe('secondsOf()', () => {
  it.each([
    [30, 30],
    ['30', 30],
    ['30s', 30],
    ['1h30m', 5_400],
    ['500ms', 0.5],
    ['', undefined],
    ['soon', undefined],
    [undefined, undefined],
  ])('reads %p as %p', (value, seconds) =>
    expect(secondsOf(value)).toBe(seconds),
  );
});
