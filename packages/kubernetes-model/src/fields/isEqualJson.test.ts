import { isEqualJson } from './isEqualJson';

describe('isEqualJson()', () => {
  it.each([
    [1, 1],
    [null, null],
    [
      { a: [1, { b: 'x' }], c: null },
      { c: null, a: [1, { b: 'x' }] },
    ],
    [{ a: undefined }, {}],
    [{}, { a: undefined }],
  ])('%j equals %j', (left, right) => {
    expect(isEqualJson(left, right)).toBe(true);
  });

  it.each([
    [1, '1'],
    [0, false],
    [null, {}],
    [{}, []],
    [{ a: null }, {}],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [{ a: { b: 1 } }, { a: { b: 2 } }],
    [{ a: 1 }, { a: 1, b: 2 }],
  ])('%j does not equal %j', (left, right) => {
    expect(isEqualJson(left, right)).toBe(false);
    expect(isEqualJson(right, left)).toBe(false);
  });
});
