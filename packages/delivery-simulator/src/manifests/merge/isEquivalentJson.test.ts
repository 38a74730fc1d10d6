import { isEquivalentJson } from './isEquivalentJson';

describe('isEquivalentJson()', () => {
  it.each([
    [{ a: 1, b: null }, { a: 1 }],
    [{ a: {} }, {}],
    [{ a: [] }, { a: undefined }],
    [{ a: { b: [] } }, {}],
    [
      { limits: { cpu: '500m', memory: '1Gi' } },
      { limits: { cpu: 0.5, memory: '1024Mi' } },
    ],
    [
      [1, { a: 'x' }],
      [1, { a: 'x' }],
    ],
  ])('%j says the same as %j', (left, right) => {
    expect(isEquivalentJson(left, right)).toBe(true);
    expect(isEquivalentJson(right, left)).toBe(true);
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: false }, {}],
    [{ a: 0 }, {}],
    [
      [1, 2],
      [2, 1],
    ],
    [{ cpu: '500m' }, { cpu: '0.5' }],
    [{ limits: { cpu: '500m' } }, { limits: { cpu: 'x' } }],
    [{ a: { b: 1 } }, { a: 'b' }],
  ])('%j differs from %j', (left, right) => {
    expect(isEquivalentJson(left, right)).toBe(false);
    expect(isEquivalentJson(right, left)).toBe(false);
  });
});
