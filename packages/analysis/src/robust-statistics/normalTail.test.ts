import { normalTail } from './normalTail';

describe('normalTail()', () => {
  it.each([
    [0, 0.5],
    [1, 0.158655254],
    [1.959963985, 0.025],
    [3, 0.001349898],
    [6, 9.8658765e-10],
    [-1, 0.841344746],
  ])('of %d is %d', (z, tail) => {
    expect(normalTail(z) / tail).toBeCloseTo(1, 5);
  });

  it('keeps to probabilities at the ends', () => {
    expect(normalTail(Infinity)).toBe(0);
    expect(normalTail(-Infinity)).toBe(1);
    expect(normalTail(1e9)).toBe(0);
    expect(normalTail(NaN)).toBeNaN();
  });
});
