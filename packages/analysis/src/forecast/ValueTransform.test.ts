import fc from 'fast-check';

import {
  chooseTransform,
  fromModelScale,
  toModelScale,
} from './ValueTransform';

describe('chooseTransform()', () => {
  it('takes logarithms of what varies by factors', () => {
    const traffic = Float64Array.from([10, 20, 40, 80, 160]);
    expect(chooseTransform(traffic)).toEqual({ kind: 'log', offset: 0 });
  });

  it('keeps zeros away from the logarithm', () => {
    const traffic = Float64Array.from([0, 50, 100, 150, 200]);
    expect(chooseTransform(traffic)).toEqual({ kind: 'log', offset: 2 });
  });

  it('stays linear for what varies by amounts, is negative, constant or empty', () => {
    const kindOf = (...values: number[]) =>
      chooseTransform(Float64Array.from(values)).kind;
    expect(kindOf(100, 101, 102, 103)).toBe('linear');
    expect(kindOf(-1, 10, 100)).toBe('linear');
    expect(kindOf(0, 0, 0)).toBe('linear');
    expect(kindOf()).toBe('linear');
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
          const transform = chooseTransform(values);
          const size = Math.max(...numbers.map(Math.abs));
          toModelScale(transform, values).forEach((scaled, i) => {
            const error = fromModelScale(transform, scaled) - values[i];
            expect(Math.abs(error)).toBeLessThanOrEqual(1e-9 * size);
          });
        },
      ),
    );
  });

  it('stops at the largest double', () => {
    const log = { kind: 'log', offset: 0 } as const;
    expect(fromModelScale(log, 1e9)).toBe(Number.MAX_VALUE);
    const linear = { kind: 'linear', centre: 0, unit: 1e300 } as const;
    expect(fromModelScale(linear, -1e20)).toBe(-Number.MAX_VALUE);
  });
});
