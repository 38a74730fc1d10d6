import { matchesTemplate } from './matchesTemplate';

describe('matchesTemplate()', () => {
  it.each([
    ['a <*> c', 'a b c'],
    ['a <*> c', ' a   b  b c '],
    ['<*>', 'anything at all'],
    ['<*>', ''],
    ['', ' \t'],
    ['x<*>', 'x'],
    ['a\u0000b', 'a b'],
    ['<*> a <*> a', '1 a a a'],
  ])('finds that %j fits %j', (text, line) => {
    expect(matchesTemplate(text, line)).toBe(true);
  });

  it.each([
    ['a <*> c', 'a c'],
    ['a <*>', 'b a x'],
    ['<*> c', 'a c d'],
    ['a', 'a b'],
    ['', 'a'],
    ['a<*>a', 'a'],
    ['<*> x <*> y', '1 y 2 y'],
  ])('finds that %j does not fit %j', (text, line) => {
    expect(matchesTemplate(text, line)).toBe(false);
  });
});
