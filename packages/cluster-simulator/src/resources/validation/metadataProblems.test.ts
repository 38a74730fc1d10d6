import { builtInResources } from '../builtInResources';
import { ResourceRegistry } from '../ResourceRegistry';
import { metadataProblems } from './metadataProblems';

const definition = new ResourceRegistry(builtInResources()).find(
  'v1',
  'configmaps',
);
if (!definition) throw new Error('no config maps');
const textsOf = (metadata: object) =>
  metadataProblems(definition, {
    metadata: { name: 'a', namespace: 'n', ...metadata },
  }).map(({ field, message }) => `${field}: ${message}`);

describe('metadataProblems()', () => {
  it('says of a key what it may look like, with examples', () => {
    expect(textsOf({ labels: { 'bad key': '1' } })).toEqual([
      `metadata.labels: Invalid value: "bad key": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
    ]);
  });

  it.each([
    [
      { labels: { 'x/y/z': '' } },
      /^metadata\.labels: .*a qualified name must consist of/,
    ],
    [
      { labels: { '/a': '' } },
      /^metadata\.labels: .*prefix part must be non-empty/,
    ],
    [{ labels: { a: 'x'.repeat(64) } }, /must be no more than 63 characters$/],
    [
      { annotations: { 'x y': '' } },
      /^metadata\.annotations: Invalid value: "x y": name part must consist/,
    ],
    [
      { annotations: { a: 'x'.repeat(262_144) } },
      /^metadata\.annotations: Too long: may not be more than 262144 bytes$/,
    ],
    [
      { finalizers: ['foo'] },
      /^metadata\.finalizers\[0\]: Invalid value: "foo": name is neither a standard finalizer name nor is it fully qualified$/,
    ],
    [
      { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'p' }] },
      /^metadata\.ownerReferences\[0\]\.uid: Invalid value: "": must not be empty$/,
    ],
  ])('refuses %j', (metadata, text) => {
    expect(textsOf(metadata)).toEqual([expect.stringMatching(text)]);
  });

  it('takes capitals in annotations and known finalizers', () => {
    expect(
      textsOf({
        annotations: { 'Example.com/A_b': '' },
        finalizers: ['orphan', 'example.com/x'],
      }),
    ).toEqual([]);
  });

  it('adds no finalizer to what is being deleted', () => {
    const metadata = { name: 'a', namespace: 'n', finalizers: ['a.io/a'] };
    const before = {
      metadata: { ...metadata, deletionTimestamp: '2026-01-01T00:00:00Z' },
    };
    const after = {
      metadata: { ...metadata, finalizers: ['a.io/a', 'b.io/b'] },
    };
    expect(metadataProblems(definition, before, before)).toEqual([]);
    expect(metadataProblems(definition, after, before)).toEqual([
      {
        field: 'metadata.finalizers',
        reason: 'FieldValueForbidden',
        message:
          'Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"b.io/b"}',
      },
    ]);
  });
});
