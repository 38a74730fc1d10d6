import { readDirectory } from './readDirectory';

const CM = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
const names = (files: Record<string, string>, options = {}) =>
  readDirectory(new Map(Object.entries(files)), options).map(
    each => each.metadata.name,
  );

describe('readDirectory()', () => {
  it('reads documents and lists of the files of the folder, by name', () => {
    expect(
      names({
        'b.yaml': `${CM('b1')}---\n---\n${CM('b2')}`,
        'a.json': JSON.stringify({
          apiVersion: 'v1',
          kind: 'List',
          items: [
            { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
          ],
        }),
        'sub/c.yaml': CM('c'),
        'notes.txt': 'x',
      }),
    ).toEqual(['a', 'b1', 'b2']);
  });

  it('goes deeper and filters when told to', () => {
    const files = {
      'a.yaml': CM('a'),
      'sub/b.yaml': CM('b'),
      'sub/c.yaml': CM('c'),
    };
    expect(names(files, { recurse: true, exclude: '{a,x}.yaml' })).toEqual([
      'b',
      'c',
    ]);
    expect(names(files, { recurse: true, include: 'sub/c*' })).toEqual(['c']);
  });

  it.each([
    [
      `${CM('a')}---\nkind: ConfigMap\nmetadata: {name: x}\n`,
      "a.yaml:6: Object 'apiVersion' is missing",
    ],
    ['a: [1\nb: 2\n', 'a.yaml:2: '],
    ['a: 1\na: 2\n', 'a.yaml:2: Map keys must be unique'],
    ['- 1\n', 'a.yaml:1: not a Kubernetes object'],
    ['apiVersion: v1\nkind: Secret\n', 'a.yaml:1: metadata.name is missing'],
    ['a: *nope\n', 'a.yaml:1: Unresolved alias'],
  ])('names file and line of %j', (text, message) => {
    expect(() => names({ 'a.yaml': text })).toThrow(message);
  });

  it('reads numbers and truth as Go does', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nmode: 0644\non: yes\nday: 2026-03-02\nbase: &b {x: 1}\nmore: {<<: *b}\n';
    const [object] = readDirectory(new Map([['a.yaml', text]]));
    expect(object).toMatchObject({
      mode: 0o644,
      day: '2026-03-02',
      more: { x: 1 },
    });
  });

  it('keeps the name that a hook wants generated, and refuses Jsonnet', () => {
    const text =
      'apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: migrate-\n';
    expect(names({ 'a.yaml': text })).toEqual(['migrate-']);
    expect(() => names({ 'a.jsonnet': '{}' })).toThrow('Jsonnet');
  });
});
