import { isStale, markStale } from './staleMarker';

describe('isStale()', () => {
  it('tells a stale marker from other values and other NaNs', () => {
    const values = Float64Array.from([1, NaN, NaN, Infinity]);
    markStale(values, 2);
    expect([0, 1, 2, 3].map(index => isStale(values, index))).toStrictEqual([
      ...[false, false, true, false],
    ]);
  });

  it('knows the marker in a view and after a copy, also with the quiet bit set', () => {
    const values = new Float64Array(3);
    markStale(values.subarray(1), 1);
    const copy = values.slice(2);
    expect([isStale(values.subarray(2), 0), isStale(copy, 0)]).toStrictEqual([
      ...[true, true],
    ]);
    new BigUint64Array(copy.buffer)[0] = 0x7ff8000000000002n;
    expect(isStale(copy, 0)).toBe(true);
  });
});
