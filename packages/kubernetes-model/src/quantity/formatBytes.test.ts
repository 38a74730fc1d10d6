import { formatBytes, formatCpu } from './formatBytes';

const KI = 1024;

describe('formatBytes()', () => {
  it.each([
    [0, '0'],
    [1023, '1023'],
    [KI, '1Ki'],
    [1.5 * KI ** 3, '1.5Gi'],
    [310 * KI ** 2, '310Mi'],
    [KI ** 2 - 1, '1Mi'],
    [KI ** 3 - 60 * KI, '1023.9Mi'],
    [-2 * KI ** 2, '-2Mi'],
    [3 * KI ** 6, '3Ei'],
    [4096 * KI ** 6, '4096Ei'],
    [NaN, '?'],
    [Infinity, '?'],
  ])('writes %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatCpu()', () => {
  it.each([
    [0, '0'],
    [0.25, '250m'],
    [0.0004, '1m'],
    [0.9996, '1'],
    [1, '1'],
    [1.5, '1.5'],
    [3.92, '3.92'],
    [12.3456, '12.35'],
    [-0.5, '-500m'],
    [NaN, '?'],
  ])('writes %d as %s', (cores, text) => {
    expect(formatCpu(cores)).toBe(text);
  });
});
