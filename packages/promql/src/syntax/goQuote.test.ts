import { goQuote, goQuoteRune } from './goQuote';

describe('goQuote()', () => {
  it.each([
    ['plain é', '"plain é"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['\n\t\x07', '"\\n\\t\\a"'],
    ['\x01\x7f', '"\\x01\\x7f"'],
    ['\u200b\u00a0', '"\\u200b\\u00a0"'],
    ['\u{e0001}', '"\\U000e0001"'],
  ])('quotes %p as Go does', (text, quoted) => {
    expect(goQuote(text)).toBe(quoted);
  });
});

describe('goQuoteRune()', () => {
  it('quotes one character with single quotes', () => {
    expect(["'", '"', 'x', '\n'].map(goQuoteRune)).toStrictEqual([
      "'\\''",
      `'"'`,
      "'x'",
      "'\\n'",
    ]);
  });
});
