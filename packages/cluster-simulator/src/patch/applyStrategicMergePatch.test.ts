import type { JsonObject } from '../json/readJson';
import builtInSchemas from '../openapi/builtInSchemas.json';
import { createSchemaCatalog } from '../openapi/SchemaCatalog';
import { applyStrategicMergePatch } from './applyStrategicMergePatch';

const catalog = createSchemaCatalog(builtInSchemas);
const merge = (schema: string, target: JsonObject, patch: JsonObject) =>
  applyStrategicMergePatch(
    catalog,
    { kind: 'reference', schema },
    target,
    patch,
  );

const containers = (...items: readonly object[]) => ({
  spec: { containers: items },
});

describe('applyStrategicMergePatch()', () => {
  it.each([
    [
      'merges containers by name',
      containers({ name: 'a', image: 'x:1' }, { name: 'b', image: 'y:1' }),
      containers({ name: 'b', image: 'y:2' }),
      containers({ name: 'a', image: 'x:1' }, { name: 'b', image: 'y:2' }),
    ],
    [
      'deletes an item by $patch: delete',
      containers({ name: 'a' }, { name: 'b' }),
      containers({ name: 'a', $patch: 'delete' }),
      containers({ name: 'b' }),
    ],
    [
      'replaces a keyed list by a $patch: replace marker',
      containers({ name: 'a' }, { name: 'b' }),
      containers({ $patch: 'replace' }, { name: 'c' }),
      containers({ name: 'c' }),
    ],
    [
      'orders by $setElementOrder',
      containers({ name: 'a' }, { name: 'b' }),
      {
        spec: {
          '$setElementOrder/containers': [
            { name: 'c' },
            { name: 'b' },
            { name: 'a' },
          ],
          containers: [{ name: 'c' }],
        },
      },
      containers({ name: 'c' }, { name: 'b' }, { name: 'a' }),
    ],
    [
      'merges ports by containerPort and volume mounts by mountPath',
      containers({
        name: 'a',
        ports: [{ containerPort: 80 }],
        volumeMounts: [{ mountPath: '/a', name: 'v' }],
      }),
      containers({
        name: 'a',
        ports: [{ containerPort: 81 }],
        volumeMounts: [{ mountPath: '/a', name: 'w' }],
      }),
      containers({
        name: 'a',
        ports: [{ containerPort: 80 }, { containerPort: 81 }],
        volumeMounts: [{ mountPath: '/a', name: 'w' }],
      }),
    ],
    [
      'replaces lists without a key',
      {
        spec: {
          tolerations: [{ key: 'a' }],
          containers: [{ name: 'a', args: ['x', 'y'] }],
        },
      },
      {
        spec: {
          tolerations: [{ key: 'b' }],
          containers: [{ name: 'a', args: ['z'] }],
        },
      },
      {
        spec: {
          tolerations: [{ key: 'b' }],
          containers: [{ name: 'a', args: ['z'] }],
        },
      },
    ],
    [
      'removes a field by null',
      { spec: { nodeName: 'n', hostname: 'h' } },
      { spec: { nodeName: null } },
      { spec: { hostname: 'h' } },
    ],
    [
      'adds to and deletes from finalizers',
      { metadata: { finalizers: ['a', 'b'] } },
      {
        metadata: {
          finalizers: ['c'],
          '$deleteFromPrimitiveList/finalizers': ['a'],
        },
      },
      { metadata: { finalizers: ['b', 'c'] } },
    ],
    [
      'replaces an object by $patch: replace',
      { metadata: { labels: { a: '1' } } },
      { metadata: { labels: { $patch: 'replace', b: '2' } } },
      { metadata: { labels: { b: '2' } } },
    ],
  ])('%s', (_name, target, patch, expected) => {
    expect(merge('v1.Pod', target, patch)).toEqual(expected);
  });

  it('keeps only what $retainKeys names', () => {
    const target = {
      spec: {
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
      },
    };
    const patch = {
      spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
    };
    expect(merge('v1.Deployment', target, patch)).toEqual({
      spec: { strategy: { type: 'Recreate' } },
    });
  });

  it('refuses an item without its merge key', () => {
    expect(() => merge('v1.Pod', {}, containers({ image: 'x' }))).toThrow(
      /does not contain declared merge key: name/,
    );
  });
});
