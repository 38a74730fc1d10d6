import fc from 'fast-check';

import {
  chooseTransform,
  fromModelScale,
  toModelScale,
} from './ValueTransform';

const choose = (values: readonly number[]) =>
  chooseTransform(Float64Array.from(values), 4);
const repeat = (values: readonly number[], times: number) =>
  Array.from({ length: times }, () => values).flat();

describe('chooseTransform()', () => {
  it('takes logarithms of what varies by factors within a season', () => {
    const traffic = repeat([10, 40, 20, 10], 5);
    expect(choose(traffic)).toEqual({ kind: 'log', offset: 0 });
  });

  it('keeps zeros away from the logarithm', () => {
    const traffic = repeat([0, 100, 200, 100], 5);
    expect(choose(traffic)).toEqual({ kind: 'log', offset: 2 });
  });

  it('stays linear for a volume that fills, however far', () => {
    const volume = Array.from({ length: 80 }, (_, t) => 1 + 10 * t);
    expect(choose(volume).kind).toBe('linear');
  });

  it('stays linear for what varies by amounts, is negative, constant or empty', () => {
    expect(choose(repeat([100, 101, 102, 103], 5)).kind).toBe('linear');
    expect(choose(repeat([-1, 10, 100, 50], 5)).kind).toBe('linear');
    for (const constant of [[0, 0, 0], [5, 5], [5], []]) {
      expect(choose(constant).kind).toBe('linear');
    }
  });
});

describe('fromModelScale()', () => {
  it('undoes toModelScale()', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), {
          minLength: 1,
        }),
        numbers => {
          const values = Float64Array.from(numbers);
          const transform = chooseTransform(values, 4);
          const size = Math.max(...numbers.map(Math.abs));
          // Below the smallest normal double there is no precision left.
          const allowed = Math.max(1e-9 * size, 2 ** -1022);
          toModelScale(transform, values).forEach((scaled, i) => {
            const error = fromModelScale(transform, scaled) - values[i];
            expect(Math.abs(error)).toBeLessThanOrEqual(allowed);
          });
        },
      ),
      { seed: 1 },
    );
  });

  it('stops at the largest double', () => {
    const log = { kind: 'log', offset: 0 } as const;
    expect(fromModelScale(log, 1e9)).toBe(Number.MAX_VALUE);
    const linear = { kind: 'linear', centre: 0, unit: 1e300 } as const;
    expect(fromModelScale(linear, -1e20)).toBe(-Number.MAX_VALUE);
  });
});
