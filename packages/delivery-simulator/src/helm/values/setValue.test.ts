import { parseSetValue, setValue } from './setValue';

describe('setValue()', () => {
  it.each([
    [{}, 'a', 1, { a: 1 }],
    [{ a: { x: 1 } }, 'a.b', 2, { a: { x: 1, b: 2 } }],
    [{}, 'a\\.b.c', 1, { 'a.b': { c: 1 } }],
    [{}, 'hosts[0].name', 'h', { hosts: [{ name: 'h' }] }],
    [
      { hosts: [{ name: 'a', port: 1 }, 'b'] },
      'hosts[0].name',
      'h',
      { hosts: [{ name: 'h', port: 1 }, 'b'] },
    ],
    [{ list: ['a'] }, 'list[2]', 'c', { list: ['a', null, 'c'] }],
    [{}, 'a[0][1]', 1, { a: [[null, 1]] }],
    [{ a: 'text' }, 'a.b', 1, { a: { b: 1 } }],
    [{}, '__proto__.x', 1, JSON.parse('{"__proto__":{"x":1}}')],
  ])('sets in %j the path %s', (values, path, value, expected) => {
    const before = JSON.stringify(values);
    expect(setValue(values, path, value)).toEqual(expected);
    expect(JSON.stringify(values)).toBe(before);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('does not grow a list without an end', () => {
    expect(() => setValue({}, 'a[65537]', 1)).toThrow(
      'index of 65537 is greater than maximum supported index of 65536',
    );
  });
});

describe('parseSetValue()', () => {
  it.each([
    ['5', 5],
    ['-5', -5],
    ['007', '007'],
    ['1.5', '1.5'],
    ['true', true],
    ['null', null],
    ['', ''],
    ['{}', []],
    ['{a, 2,true}', ['a', 2, true]],
    ['{a\\,b}', ['a,b']],
  ])('reads %s', (text, expected) => {
    expect(parseSetValue(text)).toEqual(expected);
  });
});
