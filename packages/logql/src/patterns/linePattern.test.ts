import { compileLinePattern } from './linePattern';

function pattern(text: string) {
  const compiled = compileLinePattern(text);
  if (compiled.kind === 'error') throw new Error(compiled.reason);
  return compiled;
}

describe('compileLinePattern()', () => {
  it.each([
    ['<a> - <b>', 'x - y - z', { a: 'x', b: 'y - z' }],
    ['[<a>] <_>: <b>', '[1] x: y', { a: '1', b: 'y' }],
    ['level=<a> ', 'level=warn', { a: 'warn' }],
    ['<a>', '', { a: '' }],
    ['x<a>', 'yx1', undefined],
    ['<a> - <b> - <c>', 'x - y', { a: 'x', b: 'y' }],
  ])('captures %s from "%s"', (text, line, captures) => {
    const found = pattern(text).capture(line);
    expect(found && Object.fromEntries(found)).toStrictEqual(captures);
  });

  it.each([
    ['<_>b<_>', 'abc', true],
    ['b<_>', 'abc', false],
    ['<_>b', 'abc', false],
    ['<_>b', 'abab', true],
    ['a<_>b<_>c', 'a-c-b', false],
    ['a<_>a', 'a', false],
    ['abc', 'abc', true],
    ['abc', 'abcd', false],
    ['<_>', 'abc', true],
  ])('%s fits "%s": %s', (text, line, fits) => {
    expect(pattern(text).test(line)).toBe(fits);
  });

  it('takes what is no capture as text', () => {
    expect(pattern('<1> <a>').capture('<1> x')).toStrictEqual([['a', 'x']]);
    expect(compileLinePattern('')).toMatchObject({ reason: 'empty pattern' });
  });
});
