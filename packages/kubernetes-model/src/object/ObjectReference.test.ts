import { ModelError } from '../ModelError';
import { deployment } from '../testing';
import {
  formatObjectReference,
  groupOf,
  objectReferenceOf,
  parseObjectReference,
} from './ObjectReference';

describe('parseObjectReference()', () => {
  it.each([
    ['Pod:shop/a', { group: '', kind: 'Pod', namespace: 'shop', name: 'a' }],
    ['Node:node-1', { group: '', kind: 'Node', name: 'node-1' }],
    [
      'Ingress.networking.k8s.io:shop/web',
      {
        group: 'networking.k8s.io',
        kind: 'Ingress',
        namespace: 'shop',
        name: 'web',
      },
    ],
    [
      'ClusterRole.rbac.authorization.k8s.io:system:node',
      {
        group: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'system:node',
      },
    ],
  ])('reads %s, and formatObjectReference() writes it back', (text, parsed) => {
    expect(parseObjectReference(text)).toEqual(parsed);
    expect(formatObjectReference(parsed)).toBe(text);
  });

  it.each(['', 'Pod', 'Pod:', ':a', 'Pod:shop/', 'Pod:a/b/c', 'Po d:a'])(
    'refuses "%s"',
    text => {
      expect(() => parseObjectReference(text)).toThrow(
        new ModelError(
          'invalid-reference',
          `expected Kind[.group]:[namespace/]name, got "${text}"`,
        ),
      );
    },
  );
});

describe('objectReferenceOf()', () => {
  it('takes the kind from where the object was listed', () => {
    const { kind, apiVersion, ...listed } = deployment('web');
    expect(
      objectReferenceOf(listed, { group: 'apps', kind: 'Deployment' }),
    ).toEqual({
      group: 'apps',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'web',
    });
  });
});

describe('groupOf()', () => {
  it.each([
    ['apps/v1', 'apps'],
    ['v1', ''],
    ['', ''],
    [undefined, ''],
  ])('of %s is "%s"', (apiVersion, group) => {
    expect(groupOf(apiVersion)).toBe(group);
  });
});
