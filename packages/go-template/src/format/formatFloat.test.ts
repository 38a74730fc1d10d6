import { formatFloat } from './formatFloat';

describe('formatFloat()', () => {
  it.each([
    [0, '0'],
    [-0, '-0'],
    [100, '100'],
    [123456, '123456'],
    [999999, '999999'],
    [1000000, '1e+06'],
    [1234567, '1.234567e+06'],
    [12345678.5, '1.23456785e+07'],
    [1.5e20, '1.5e+20'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [-2.5e-10, '-2.5e-10'],
    [1e100, '1e+100'],
  ])('writes %p as %%v does', (value, expected) => {
    expect(formatFloat(value, 'g')).toBe(expected);
  });

  it('writes large numbers in full with f', () => {
    expect(formatFloat(1.5e22, 'f')).toBe('15000000000000000000000');
    expect(formatFloat(1e21, 'f', 2)).toBe('1000000000000000000000.00');
    expect(formatFloat(2.5e-7, 'f')).toBe('0.00000025');
  });
});
