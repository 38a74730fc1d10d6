import { formatAge } from './formatAge';

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

describe('formatAge()', () => {
  it.each([
    [-5 * S, '0s'],
    [119 * S, '119s'],
    [3 * M + 20 * S, '3m20s'],
    [4 * M, '4m'],
    [90 * M, '90m'],
    [3 * H + 20 * M, '3h20m'],
    [20 * H, '20h'],
    [2 * D + 3 * H, '2d3h'],
    [40 * D, '40d'],
    [2 * 365 * D + 35 * D, '2y35d'],
  ])('prints %d ms as %s', (durationMs, text) => {
    expect(formatAge(durationMs)).toBe(text);
  });
});
