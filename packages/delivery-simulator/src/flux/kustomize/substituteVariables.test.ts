import { substitute, substituteVariables } from './substituteVariables';

const variables = new Map([
  ['name', 'web'],
  ['empty', ''],
  ['count', '3'],
  ['path', 'a/b/a'],
]);

describe('substitute()', () => {
  it.each([
    ['${name}', 'web'],
    ['x-${name}-${count}', 'x-web-3'],
    ['${none}', ''],
    ['${none:=other}', 'other'],
    ['${none:-other}', 'other'],
    ['${none=other}', 'other'],
    ['${empty:=other}', 'other'],
    ['${empty=other}', ''],
    ['${name:=other}', 'web'],
    ['${name^^}', 'WEB'],
    ['${name^}', 'Web'],
    ['${name,,}', 'web'],
    ['${name:1}', 'eb'],
    ['${name:1:1}', 'e'],
    ['${path/a/x}', 'x/b/a'],
    ['${path//a/x}', 'x/b/x'],
    ['$${name}', '${name}'],
    ['$name', '$name'],
  ])('turns %s into %s', (text, expected) =>
    expect(substitute(text, variables)).toBe(expected),
  );

  it('refuses what it does not know', () => {
    expect(() => substitute('${name@Q}', variables)).toThrow(
      'variable substitution failed: unable to parse ${name@Q}',
    );
  });
});

describe('substituteVariables()', () => {
  const object = (annotations?: Record<string, string>) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: '${name}', annotations },
    data: { replicas: '${count}' },
    spec: { replicas: '${count}' },
  });

  it('makes numbers of what reads as such', () => {
    expect(substituteVariables(object(), variables)).toMatchObject({
      metadata: { name: 'web' },
      spec: { replicas: 3 },
    });
  });

  it('leaves those alone that ask for it', () => {
    const own = object({
      'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
    });
    expect(substituteVariables(own, variables)).toBe(own);
  });

  it('does nothing without variables', () => {
    const own = object();
    expect(substituteVariables(own, new Map())).toBe(own);
  });
});
