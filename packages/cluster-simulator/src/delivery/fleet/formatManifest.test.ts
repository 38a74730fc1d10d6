import { parse } from 'yaml';
import { formatManifest } from './formatManifest';

describe('formatManifest()', () => {
  it('writes maps, lists and blocks as people do', () => {
    expect(
      formatManifest({
        kind: 'Pod',
        metadata: { name: 'a', labels: {}, annotations: { 'b/c': 'true' } },
        spec: {
          containers: [
            { name: 'main', args: ['--port', '80'], image: 'shop/a:1.2.3' },
          ],
          tolerations: [],
          priority: 5,
        },
        data: { 'x.yaml': 'a: 1\n\nb: 2\n', plain: 'one\ntwo' },
        missing: undefined,
      }),
    ).toBe(`kind: Pod
metadata:
  name: a
  labels: {}
  annotations:
    b/c: "true"
spec:
  containers:
    - name: main
      args:
        - "--port"
        - "80"
      image: shop/a:1.2.3
  tolerations: []
  priority: 5
data:
  x.yaml: |
    a: 1

    b: 2
  plain: |-
    one
    two
`);
  });

  it.each(['1.1', '1.2'] as const)(
    'is read as it was by YAML %s, whatever the texts look like',
    version => {
      const texts = [
        ...['', ' ', '~', 'null', 'NULL', 'yes', 'Off', 'y', 'true', '<<', '='],
        ...['1', '1.5', '1e3', '0x1F', '0b1', '0o7', '12:30:45', '5m'],
        ...['1.2.3', '2026-01-01', '2026-01-01T10:00:00Z', '.inf', '-', '---'],
        ...['a: b', 'a:b', 'a:', 'a #b', 'a  b', '#a', '*a', '&a', '!a', '%a'],
        ...[
          '@a',
          '`a',
          "it's",
          '"q"',
          'a\\b',
          '{{ .x }}',
          '[a]',
          'ä',
          '\u0007',
        ],
        ...['a\nb', 'a\nb\n', 'a\n\nb', '\na', ' a\nb', 'a \nb', 'a\n\n', '\n'],
        ...[
          'a\tb',
          '\ta\nb',
          'a\n  b\n',
          'a\n\tb',
          '--- a\nb',
          '\u2028',
          '1Mi',
        ],
      ];
      const value = {
        list: texts,
        nested: [[texts], [], {}, [{ a: [1, null, true, -0.5] }]],
        keys: Object.fromEntries(texts.map((text, index) => [text, index])),
      };
      expect(parse(formatManifest(value), { version })).toEqual(value);
    },
  );

  it.each([[[]], [{}], [['a']], [[[]]]])('writes %j alone', value => {
    expect(parse(formatManifest(value))).toEqual(value);
  });
});
