import { ModelError } from '../ModelError';
import { applyJsonPatch, parseJsonPointer } from './applyJsonPatch';

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
      'patch-failed',
    ],
    [
      'a missing target (A.12)',
      { foo: 'bar' },
      [{ op: 'add', path: '/baz/bat', value: 1 }],
      'patch-failed',
    ],
    [
      'removing what is not there',
      {},
      [{ op: 'remove', path: '/a' }],
      'patch-failed',
    ],
    [
      'replacing a missing member called root',
      {},
      [{ op: 'replace', path: '/root', value: 1 }],
      'patch-failed',
    ],
    [
      'an index past the end',
      { a: [1] },
      [{ op: 'add', path: '/a/3', value: 1 }],
      'patch-failed',
    ],
    ['an unknown operation', {}, [{ op: 'spoil', path: '/a' }], 'patch-failed'],
    [
      'a path that is no pointer',
      { a: 1 },
      [{ op: 'remove', path: 'a' }],
      'patch-failed',
    ],
    ['a step that is no object', {}, ['add'], 'invalid-patch'],
    ['a patch that is no list', {}, { op: 'add' }, 'invalid-patch'],
  ])('refuses %s', (_name, document, patch, code) => {
    expect(() => applyJsonPatch(document, patch)).toThrow(
      expect.objectContaining({ code }),
    );
    expect(() => applyJsonPatch(document, patch)).toThrow(ModelError);
  });

  it('names the operation that does not apply, and why', () => {
    const patch = [
      { op: 'add', path: '/a', value: 1 },
      { op: 'remove', path: '/spec/nope' },
    ];
    expect(() => applyJsonPatch({ spec: {} }, patch)).toThrow(
      'remove /spec/nope: the path does not exist',
    );
    expect(() =>
      applyJsonPatch({ list: [] }, [{ op: 'replace', path: '/list/7' }]),
    ).toThrow('replace /list/7: no such index 7 in a list of 0');
  });
});

describe('parseJsonPointer()', () => {
  it('unescapes ~1 before ~0', () => {
    expect(parseJsonPointer('/a~1b/~0c/~01/0')).toEqual([
      'a/b',
      '~c',
      '~1',
      '0',
    ]);
    expect(parseJsonPointer('')).toEqual([]);
  });
});
