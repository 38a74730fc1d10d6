import { splitWords } from './splitWords';

describe('splitWords()', () => {
  it('splits at blanks, many as one', () => {
    expect(splitWords('kubectl  get pods ')).toEqual([
      'kubectl',
      'get',
      'pods',
    ]);
  });

  it('keeps what is quoted together, in the middle of a word too', () => {
    expect(splitWords(`a -o=jsonpath='{.a} "b"' "it's" ''`)).toEqual([
      'a',
      '-o=jsonpath={.a} "b"',
      "it's",
      '',
    ]);
  });

  it('refuses a quote that is not closed', () => {
    expect(() => splitWords("a 'b")).toThrow("' is not closed: a 'b");
  });
});
