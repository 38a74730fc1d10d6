import { findMismatch } from './findMismatch';

describe('findMismatch()', () => {
  it('takes a text that is equal but for ages and blanks', () => {
    expect(findMismatch('web   3s\n', 'web <age>')).toBeUndefined();
  });

  it('shows both texts where they differ', () => {
    expect(findMismatch('b\n', 'a')).toBe('wanted:\n    a\ngot:\n    b');
  });

  it('asks every pattern to match the text as it is', () => {
    expect(findMismatch('a  b', [/a {2}b/, /b$/])).toBeUndefined();
    expect(findMismatch('a b', [/a/, /c/, /d/])).toBe(
      'no match of /c/ and /d/ in:\n    a b',
    );
  });
});
