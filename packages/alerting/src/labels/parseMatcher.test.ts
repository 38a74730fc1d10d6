import { AlertingError } from '../AlertingError';
import { parseMatcher, parseMatchers, regexProblem } from './parseMatcher';

describe('parseMatcher()', () => {
  it.each([
    ['a=b', { name: 'a', operator: '=', value: 'b' }],
    [' a != "b c" ', { name: 'a', operator: '!=', value: 'b c' }],
    ['a=~"x|y"', { name: 'a', operator: '=~', value: 'x|y' }],
    ['a!~', { name: 'a', operator: '!~', value: '' }],
    ['a="q\\"\\n\\\\\\w"', { name: 'a', operator: '=', value: 'q"\n\\\\w' }],
    ['a=b\\', { name: 'a', operator: '=', value: 'b\\' }],
    ['a="b,c}"', { name: 'a', operator: '=', value: 'b,c}' }],
  ])('reads %s', (text, matcher) => {
    expect(parseMatcher(text)).toEqual(matcher);
  });

  it.each([
    ['x', 'bad matcher format: x'],
    ['a-b=c', 'bad matcher format: a-b=c'],
    ['a="x', 'matcher value contains unescaped double quote: "x'],
    ['a=x"y', 'matcher value contains unescaped double quote: x"y'],
    ['a="x"y"', 'matcher value contains unescaped double quote: "x"y"'],
    ['a=~(', 'error parsing regexp: missing closing ): `^(?:()$`'],
  ])('refuses %s', (text, message) => {
    expect(() => parseMatcher(text)).toThrow(
      new AlertingError('invalid', message),
    );
  });
});

describe('parseMatchers()', () => {
  it('reads several, with and without braces', () => {
    const two = [
      { name: 'a', operator: '=', value: 'x,y' },
      { name: 'b', operator: '!~', value: 'z' },
    ];
    expect(parseMatchers('{a="x,y", b!~z}')).toEqual(two);
    expect(parseMatchers('a="x,y",b!~"z"')).toEqual(two);
    expect(parseMatchers('{}')).toEqual([]);
  });
});

describe('regexProblem()', () => {
  it('tells why a pattern is none', () => {
    expect(regexProblem('a|b')).toBeUndefined();
    expect(regexProblem('[')).toMatch(/missing closing ]/);
  });
});
