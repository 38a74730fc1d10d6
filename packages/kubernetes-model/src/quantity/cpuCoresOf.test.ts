import { bytesOf, cpuCoresOf } from './cpuCoresOf';

describe('cpuCoresOf()', () => {
  it.each([
    ['250m', 0.25],
    ['1.5', 1.5],
    ['12345678n', 0.012345678],
    [2, 2],
    ['-1', -1],
  ])('of %s is %d', (value, cores) => {
    expect(cpuCoresOf(value)).toBe(cores);
  });

  it.each(['', 'many', null, undefined])('of %j is not known', value => {
    expect(cpuCoresOf(value)).toBeUndefined();
  });
});

describe('bytesOf()', () => {
  it.each([
    ['64Mi', 67_108_864],
    ['34567Ki', 35_396_608],
    ['128974848', 128_974_848],
    ['129e6', 129_000_000],
    ['0.5', 1],
    ['-0.5', -1],
    ['8388607Gi', 9_007_198_180_999_168],
  ])('of %s is %d', (value, bytes) => {
    expect(bytesOf(value)).toBe(bytes);
  });

  it('of what is not a quantity is not known', () => {
    expect(bytesOf('1KB')).toBeUndefined();
  });
});
