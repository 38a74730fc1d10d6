import fc from 'fast-check';

import {
  formatNumber,
  formatPlainNumber,
  formatSampleValue,
} from './formatNumber';

describe('formatSampleValue()', () => {
  it.each([
    [0, '0'],
    [-0, '-0'],
    [1.5, '1.5'],
    [1e21, '1e+21'],
    [123456789012345680000, '123456789012345680000'],
    [1e-7, '1e-07'],
    [0.000001, '0.000001'],
    [1e-300, '1e-300'],
    [NaN, 'NaN'],
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
  ])('prints %p as the HTTP API does', (value, text) => {
    expect(formatSampleValue(value)).toBe(text);
  });
});

describe('formatPlainNumber()', () => {
  it.each([
    [1e21, '1000000000000000000000'],
    [1.25e-7, '0.000000125'],
    [-1234.5, '-1234.5'],
    [-0, '-0'],
    [NaN, 'NaN'],
    [-Infinity, '-Inf'],
  ])('prints %p without an exponent', (value, text) => {
    expect(formatPlainNumber(value)).toBe(text);
  });

  it('loses nothing', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, value => {
        expect(Number(formatPlainNumber(value))).toBe(value);
        expect(Number(formatNumber(value))).toBe(value);
        expect(Number(formatSampleValue(value))).toBe(value);
      }),
      { seed: 3 },
    );
  });
});
