import * as fc from 'fast-check';
import { ModelError } from '../ModelError';
import { formatQuantity } from './formatQuantity';
import { parseQuantity, tryParseQuantity } from './parseQuantity';
import type { QuantityFormat } from './Quantity';

const UNIT = 10n ** 9n;
const CAP = (2n ** 63n - 1n) * UNIT;

describe('parseQuantity()', () => {
  it.each<[string, bigint, QuantityFormat]>([
    ['0', 0n, 'DecimalSI'],
    ['1', UNIT, 'DecimalSI'],
    ['+1', UNIT, 'DecimalSI'],
    ['-1', -UNIT, 'DecimalSI'],
    ['250m', 250_000_000n, 'DecimalSI'],
    ['1.5', 1_500_000_000n, 'DecimalSI'],
    ['.5', 500_000_000n, 'DecimalSI'],
    ['5.', 5n * UNIT, 'DecimalSI'],
    ['12345678n', 12_345_678n, 'DecimalSI'],
    ['3u', 3_000n, 'DecimalSI'],
    ['2k', 2_000n * UNIT, 'DecimalSI'],
    ['2M', 2_000_000n * UNIT, 'DecimalSI'],
    ['2G', 2n * 10n ** 9n * UNIT, 'DecimalSI'],
    ['2T', 2n * 10n ** 12n * UNIT, 'DecimalSI'],
    ['2P', 2n * 10n ** 15n * UNIT, 'DecimalSI'],
    ['2E', 2n * 10n ** 18n * UNIT, 'DecimalSI'],
    ['34567Ki', 34_567n * 1024n * UNIT, 'BinarySI'],
    ['64Mi', 64n * 2n ** 20n * UNIT, 'BinarySI'],
    ['1.5Gi', 3n * 2n ** 29n * UNIT, 'BinarySI'],
    ['-2Ti', -(2n ** 41n) * UNIT, 'BinarySI'],
    ['3Pi', 3n * 2n ** 50n * UNIT, 'BinarySI'],
    ['1Ei', 2n ** 60n * UNIT, 'BinarySI'],
    ['1e3', 1_000n * UNIT, 'DecimalExponent'],
    ['1E3', 1_000n * UNIT, 'DecimalExponent'],
    ['1.5e-3', 1_500_000n, 'DecimalExponent'],
    ['1E+2', 100n * UNIT, 'DecimalExponent'],
  ])('reads %s', (text, nanos, format) => {
    expect(parseQuantity(text)).toEqual({ nanos, format });
  });

  it('takes a JSON number as its text', () => {
    expect([parseQuantity(2), parseQuantity(0.1)]).toEqual([
      { nanos: 2n * UNIT, format: 'DecimalSI' },
      { nanos: UNIT / 10n, format: 'DecimalSI' },
    ]);
  });

  it('has no float error: three times 0.1Gi is 0.3Gi', () => {
    expect(3n * parseQuantity('0.1Gi').nanos).toBe(
      parseQuantity('0.3Gi').nanos,
    );
  });

  it.each([
    ['0.1n', 1n],
    ['-0.1n', -1n],
    ['1.0000000001', UNIT + 1n],
    ['1e-999999999', 1n],
    ['0e-999999999', 0n],
  ])('rounds %s away from zero to a billionth', (text, nanos) => {
    expect(parseQuantity(text).nanos).toBe(nanos);
  });

  it.each([
    ['10E', CAP],
    ['-10E', -CAP],
    ['8Ei', CAP],
    ['1e999999999', CAP],
    ['9'.repeat(128), CAP],
  ])('caps %s', (text, nanos) => {
    expect(parseQuantity(text).nanos).toBe(nanos);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '1 Gi',
    '1KB',
    '1K',
    '1ki',
    '1mi',
    '1e',
    '1e1.5',
    '1.2.3',
    '--1',
    'm',
    '.',
    '1,5',
    '0x10',
    'Infinity',
    '1'.repeat(129),
    null,
    undefined,
    {},
    NaN,
  ])('refuses %p', value => {
    expect(tryParseQuantity(value)).toBeUndefined();
    expect(() => parseQuantity(value)).toThrow(ModelError);
  });

  it('says what it refused', () => {
    expect(() => parseQuantity('1KB')).toThrow(/, got "1KB"$/);
    expect(() => parseQuantity(null)).toThrow(/, got a value of type object$/);
  });
});

describe('formatQuantity()', () => {
  it.each([
    ['0', '0'],
    ['0Gi', '0'],
    ['1500m', '1500m'],
    ['1.5', '1500m'],
    ['2000m', '2'],
    ['1000', '1k'],
    ['1234', '1234'],
    ['0.0000001', '100n'],
    ['1024', '1024'],
    ['1024Ki', '1Mi'],
    ['1536Mi', '1536Mi'],
    ['1.5Gi', '1536Mi'],
    ['0.5Ki', '512'],
    ['1023Ki', '1023Ki'],
    ['0.0001Ki', '102400u'],
    ['-2048Mi', '-2Gi'],
    ['12e3', '12e3'],
    ['12000e0', '12e3'],
    ['1e-3', '1e-3'],
    ['7e0', '7'],
    ['10E', '9223372036854775807'],
  ])('writes %s as %s', (text, canonical) => {
    expect(formatQuantity(parseQuantity(text))).toBe(canonical);
  });

  it('writes what parseQuantity() reads back as the same amount', () => {
    const quantity = fc.record({
      nanos: fc.bigInt({ min: -CAP, max: CAP }),
      format: fc.constantFrom<QuantityFormat>(
        'DecimalSI',
        'BinarySI',
        'DecimalExponent',
      ),
    });
    fc.assert(
      fc.property(quantity, original => {
        expect(parseQuantity(formatQuantity(original)).nanos).toBe(
          original.nanos,
        );
      }),
      { seed: 1 },
    );
  });

  it('keeps its form when read and written again', () => {
    const text = fc
      .tuple(
        fc.constantFrom('', '-'),
        fc.nat({ max: 99_999 }),
        fc.constantFrom('', '.5', '.125'),
        fc.constantFrom(
          ...['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti'],
          ...['e3', 'E-2', 'e+1'],
        ),
      )
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(text, written => {
        const canonical = formatQuantity(parseQuantity(written));
        expect(formatQuantity(parseQuantity(canonical))).toBe(canonical);
      }),
      { seed: 1 },
    );
  });
});
