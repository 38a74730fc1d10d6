import { StatusError } from '../status/StatusError';
import { applyJsonPatch } from './applyJsonPatch';

describe('applyJsonPatch()', () => {
  it.each([
    // RFC 6902, appendix A.
    [
      'A.1 adds a member',
      { foo: 'bar' },
      [{ op: 'add', path: '/baz', value: 'qux' }],
      { baz: 'qux', foo: 'bar' },
    ],
    [
      'A.2 adds an item',
      { foo: ['bar', 'baz'] },
      [{ op: 'add', path: '/foo/1', value: 'qux' }],
      { foo: ['bar', 'qux', 'baz'] },
    ],
    [
      'A.3 removes a member',
      { baz: 'qux', foo: 'bar' },
      [{ op: 'remove', path: '/baz' }],
      { foo: 'bar' },
    ],
    [
      'A.4 removes an item',
      { foo: ['bar', 'qux', 'baz'] },
      [{ op: 'remove', path: '/foo/1' }],
      { foo: ['bar', 'baz'] },
    ],
    [
      'A.5 replaces a value',
      { baz: 'qux', foo: 'bar' },
      [{ op: 'replace', path: '/baz', value: 'boo' }],
      { baz: 'boo', foo: 'bar' },
    ],
    [
      'A.6 moves a value',
      { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } },
      [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
      { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } },
    ],
    [
      'A.7 moves an item',
      { foo: ['all', 'grass', 'cows', 'eat'] },
      [{ op: 'move', from: '/foo/1', path: '/foo/3' }],
      { foo: ['all', 'cows', 'eat', 'grass'] },
    ],
    [
      'A.8 tests a value',
      { baz: 'qux', foo: ['a', 2] },
      [{ op: 'test', path: '/foo/1', value: 2 }],
      { baz: 'qux', foo: ['a', 2] },
    ],
    [
      'A.10 adds a nested object',
      { foo: 'bar' },
      [{ op: 'add', path: '/child', value: { g: {} } }],
      { foo: 'bar', child: { g: {} } },
    ],
    [
      'A.14 escapes ~ and /',
      { '/': 9, '~1': 10 },
      [{ op: 'test', path: '/~01', value: 10 }],
      { '/': 9, '~1': 10 },
    ],
    [
      'A.16 adds a list to the end of a list',
      { foo: ['bar'] },
      [{ op: 'add', path: '/foo/-', value: ['abc'] }],
      { foo: ['bar', ['abc']] },
    ],
    [
      'replaces the whole document',
      { a: 1 },
      [{ op: 'replace', path: '', value: { b: 2 } }],
      { b: 2 },
    ],
    [
      'copies a value',
      { a: { x: 1 } },
      [{ op: 'copy', from: '/a', path: '/b' }],
      { a: { x: 1 }, b: { x: 1 } },
    ],
  ])('%s', (_name, document, patch, expected) => {
    const before = JSON.stringify(document);
    expect(applyJsonPatch(document, patch)).toEqual(expected);
    expect(JSON.stringify(document)).toBe(before);
  });

  it.each([
    [
      'a failed test (A.9)',
      { baz: 'qux' },
      [{ op: 'test', path: '/baz', value: 'bar' }],
      'Invalid',
    ],
    [
      'a missing target (A.12)',
      { foo: 'bar' },
      [{ op: 'add', path: '/baz/bat', value: 1 }],
      'Invalid',
    ],
    [
      'removing what is not there',
      {},
      [{ op: 'remove', path: '/a' }],
      'Invalid',
    ],
    [
      'an index past the end',
      { a: [1] },
      [{ op: 'add', path: '/a/3', value: 1 }],
      'Invalid',
    ],
    ['an unknown operation', {}, [{ op: 'spoil', path: '/a' }], 'BadRequest'],
    ['a patch that is no list', {}, { op: 'add' }, 'BadRequest'],
  ])('refuses %s', (_name, document, patch, reason) => {
    expect(() => applyJsonPatch(document, patch)).toThrow(
      expect.objectContaining({ reason }),
    );
    expect(() => applyJsonPatch(document, patch)).toThrow(StatusError);
  });
});
