import { applyJsonPatch, parseJsonPointer } from './applyJsonPatch';
import { applyMergePatch } from './applyMergePatch';
import { applyStrategicMergePatch } from './applyStrategicMergePatch';

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };

describe('applyMergePatch()', () => {
  it('merges maps, removes by null, replaces the rest', () => {
    expect(
      applyMergePatch(
        { a: { b: 1, c: [1] }, d: 1 },
        { a: { b: null, c: [2] }, e: {} },
      ),
    ).toEqual({
      a: { c: [2] },
      d: 1,
      e: {},
    });
    expect(applyMergePatch('x', { a: null })).toEqual({});
  });
});

describe('applyStrategicMergePatch()', () => {
  const target = {
    replicas: 1,
    containers: [{ name: 'a', args: ['1'] }, { name: 'b' }],
  };

  it('merges list items by their key and obeys directives', () => {
    expect(
      applyStrategicMergePatch(
        target,
        {
          replicas: null,
          containers: [
            { name: 'b', $patch: 'delete' },
            { name: 'a', args: ['2'] },
            { name: 'c' },
          ],
        },
        DEPLOYMENT,
      ),
    ).toEqual({ containers: [{ name: 'a', args: ['2'] }, { name: 'c' }] });
    expect(
      applyStrategicMergePatch(
        { a: { b: 1 }, c: { d: 1 } },
        { a: { $patch: 'replace', x: 1 }, c: { $patch: 'delete' } },
        DEPLOYMENT,
      ),
    ).toEqual({ a: { x: 1 } });
    expect(
      applyStrategicMergePatch(
        target,
        { containers: [{ $patch: 'replace' }, { name: 'z' }] },
        DEPLOYMENT,
      ),
    ).toEqual({ replicas: 1, containers: [{ name: 'z' }] });
  });
});

describe('applyJsonPatch()', () => {
  it('does every operation of RFC 6902', () => {
    const source = { list: [1, 2, 3], map: { 'a/b': 1 }, gone: 1 };
    expect(
      applyJsonPatch(source, [
        { op: 'add', path: '/list/-', value: 4 },
        { op: 'add', path: '/list/0', value: 0 },
        { op: 'replace', path: '/list/1', value: 'one' },
        { op: 'test', path: '/map/a~1b', value: 1 },
        { op: 'copy', from: '/map/a~1b', path: '/map/copy' },
        { op: 'move', from: '/gone', path: '/map/moved' },
        { op: 'remove', path: '/list/2' },
      ]),
    ).toEqual({ list: [0, 'one', 3, 4], map: { 'a/b': 1, copy: 1, moved: 1 } });
    expect(source.list).toEqual([1, 2, 3]);
  });

  it.each([
    [{ op: 'remove', path: '/a/b' }, 'remove /a/b: the path does not exist'],
    [{ op: 'replace', path: '/list/7', value: 1 }, 'the path does not exist'],
    [{ op: 'add', path: '/list/9', value: 1 }, 'no such index 9'],
    [{ op: 'add', path: '/x/y', value: 1 }, 'the path does not exist'],
    [{ op: 'test', path: '/list/0', value: 2 }, 'test of /list/0 failed'],
    [{ op: 'spin', path: '/a' }, 'unknown JSON patch operation "spin"'],
  ])('refuses %j', (step, message) => {
    expect(() => applyJsonPatch({ list: [1] }, [step])).toThrow(message);
  });

  it('reads pointers', () => {
    expect(parseJsonPointer('/a~1b/~0c/0')).toEqual(['a/b', '~c', '0']);
    expect(parseJsonPointer('')).toEqual([]);
  });
});
