import { compileIpTest } from './ipRange';

describe('compileIpTest()', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.1', '10.0.0.2', false],
    ['10.0.0.0/8', '10.200.3.4', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.0.0.9/24', '10.0.0.1', true],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['10.0.0.1-10.0.0.9', '10.0.0.9', true],
    ['10.0.0.1 - 10.0.0.9', '10.0.0.10', false],
    ['2001:db8::/32', '2001:db8::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['10.0.0.0/8', '::1', false],
    ['10.0.0.0/8', 'no address', undefined],
    ['10.0.0.0/8', '10.0.0.256', undefined],
  ])('%s holds %s: %s', (pattern, text, isInside) => {
    expect(compileIpTest(pattern)?.isInside(text)).toBe(isInside);
  });

  it.each([
    '',
    'x',
    '10.0.0.0/33',
    '10.0.0.9-10.0.0.1',
    '10.0.0.1-::1',
    '1:2',
    ':::',
  ])('refuses "%s"', pattern => {
    expect(compileIpTest(pattern)).toBeUndefined();
  });

  it('finds addresses in lines', () => {
    const test = compileIpTest('10.0.0.0/8');
    expect(test?.isAnyInside('from 192.168.0.1 to 10.1.1.1:80')).toBe(true);
    expect(test?.isAnyInside('version 110.1.1.1 and 10.1.1')).toBe(false);
    expect(test?.isAnyInside('1.10.1.1.1')).toBe(false);
    expect(compileIpTest('fe80::/10')?.isAnyInside('via fe80::1%eth0')).toBe(
      true,
    );
  });
});
