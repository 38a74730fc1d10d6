import fc from 'fast-check';

import { endOfEscape } from './endOfEscape';
import { plainText } from './plainText';

describe('plainText()', () => {
  it.each([
    ['\u001b[32minfo\u001b[39m:  done ', 'info : done'],
    ['\u001b[1;31merror\u001b[0m', 'error'],
    ['a\u001b[', 'a'],
    ['a\u001bb', 'a b'],
    ['\u00a0a\t\u0000b\r', 'a b'],
    ['', ''],
  ])('reads %j as %j', (line, text) => {
    expect(plainText(line)).toBe(text);
  });

  it('knows the same control sequences as endOfEscape()', () => {
    const char = fc.constantFrom(
      '\u001b',
      '[',
      '3',
      ';',
      'm',
      'a',
      '-',
      ' ',
      '(',
    );
    fc.assert(
      fc.property(fc.string({ unit: char }), rest => {
        const line = `\u001b${rest}`;
        const end = endOfEscape(line, 0);
        expect(plainText(line)).toBe(plainText(line.slice(end)));
        expect(end).toBeGreaterThan(0);
      }),
      { seed: 1 },
    );
  });
});
