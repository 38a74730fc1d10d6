import fc from 'fast-check';

import {
  exchangeToken,
  hashNumber,
  hashText,
  hashToken,
  hashTokens,
} from './hashTokens';

const hashOf = (tokens: readonly string[]) => hashTokens(tokens.map(hashToken));

describe('hashTokens()', () => {
  it('tells the order of tokens and their borders apart', () => {
    const texts = [
      ['a', 'b'],
      ['b', 'a'],
      ['ab'],
      ['a', 'b', ''],
      ['', 'a', 'b'],
      [],
    ].map(tokens => hashText(hashOf(tokens)));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('has no collision among 20 000 lists that differ in one token', () => {
    const numbers = new Set<number>();
    for (let i = 0; i < 20_000; i += 1)
      numbers.add(hashNumber(hashOf(['user', `name${i}`, 'left'])));
    expect(numbers.size).toBe(20_000);
  });

  it('is written as 16 hexadecimal digits and as a safe integer', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), tokens => {
        const hash = hashOf(tokens);
        expect(hashText(hash)).toMatch(/^[0-9a-f]{16}$/);
        expect(Number.isSafeInteger(hashNumber(hash))).toBe(true);
      }),
      { seed: 1 },
    );
  });
});

describe('exchangeToken()', () => {
  it('gives the hash of the list with the other token', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1 }),
        fc.nat(),
        fc.string(),
        (tokens, anyPosition, put) => {
          const position = anyPosition % tokens.length;
          const exchanged = exchangeToken(
            hashOf(tokens),
            position,
            hashToken(tokens[position]),
            hashToken(put),
          );
          expect(exchanged).toEqual(hashOf(tokens.with(position, put)));
        },
      ),
      { seed: 1 },
    );
  });
});
