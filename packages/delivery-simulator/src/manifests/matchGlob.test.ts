import { matchGlob } from './matchGlob';

describe('matchGlob()', () => {
  it.each([
    ['*.yaml', 'a.yaml', true],
    ['*.yaml', 'a/b.yaml', false],
    ['**/*.yaml', 'a/b.yaml', true],
    ['**/*.yaml', 'b.yaml', true],
    ['{web,api}/*', 'api/x', true],
    ['{web,api}/*', 'db/x', false],
    ['a?c[0-9]', 'abc7', true],
    ['a[!b]c', 'abc', false],
    ['a[', 'a[', true],
    ['a.c', 'abc', false],
  ])('%s against %s is %s', (pattern, text, expected) => {
    expect(matchGlob(pattern, text)).toBe(expected);
  });

  it('crosses slashes on request', () => {
    expect(
      matchGlob('https://git/*', 'https://git/a/b', { crossesSlash: true }),
    ).toBe(true);
    expect(matchGlob('https://git/*', 'https://git/a/b')).toBe(false);
  });
});
