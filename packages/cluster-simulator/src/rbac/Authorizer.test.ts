import { createClusterStore } from '../store/createClusterStore';
import { AccessAttributes, Authorizer } from './Authorizer';
import { bootstrapPolicy } from './bootstrapPolicy';
import { serviceAccountUser, UserInfo } from './UserInfo';

const store = createClusterStore({
  clock: { nowMs: () => 0, schedule: () => () => {} },
});
for (const { resource, object } of bootstrapPolicy())
  store.create(resource, object);
store.create('roles.rbac.authorization.k8s.io', {
  metadata: { name: 'reader', namespace: 'shop' },
  rules: [
    { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get'] },
    {
      apiGroups: [''],
      resources: ['configmaps'],
      resourceNames: ['one'],
      verbs: ['*'],
    },
    { apiGroups: ['apps'], resources: ['*/scale'], verbs: ['update'] },
  ],
});
store.create('rolebindings.rbac.authorization.k8s.io', {
  metadata: { name: 'readers', namespace: 'shop' },
  roleRef: { kind: 'Role', name: 'reader' },
  subjects: [
    { kind: 'User', name: 'bob' },
    { kind: 'ServiceAccount', name: 'bot' },
  ],
});
const authorizer = new Authorizer(store);

const bob: UserInfo = { username: 'bob', groups: ['system:authenticated'] };
const viewer: UserInfo = { username: 'viewer', groups: ['orrery:viewers'] };
const admin: UserInfo = { username: 'root', groups: ['system:masters'] };

function access(
  verb: string,
  what: string,
  namespace?: string,
  name?: string,
): AccessAttributes {
  const [path, group = ''] = what.split('@');
  const [resource, subresource] = path.split('/');
  return {
    kind: 'resource',
    verb,
    group,
    resource,
    subresource,
    namespace,
    name,
  };
}

describe('Authorizer', () => {
  it.each([
    ['a role in its namespace', bob, access('get', 'pods', 'shop'), true],
    ['not in another namespace', bob, access('get', 'pods', 'other'), false],
    ['not across namespaces', bob, access('get', 'pods'), false],
    ['not another verb', bob, access('list', 'pods', 'shop'), false],
    ['a named subresource', bob, access('get', 'pods/log', 'shop'), true],
    ['not another subresource', bob, access('get', 'pods/exec', 'shop'), false],
    [
      'a named object',
      bob,
      access('delete', 'configmaps', 'shop', 'one'),
      true,
    ],
    [
      'not another object',
      bob,
      access('delete', 'configmaps', 'shop', 'two'),
      false,
    ],
    [
      'a subresource of any resource',
      bob,
      access('update', 'deployments/scale@apps', 'shop'),
      true,
    ],
    [
      'a service account of the binding namespace',
      serviceAccountUser('shop', 'bot'),
      access('get', 'pods', 'shop'),
      true,
    ],
    [
      'not one of another namespace',
      serviceAccountUser('other', 'bot'),
      access('get', 'pods', 'shop'),
      false,
    ],
    ['system:masters everything', admin, access('delete', 'nodes'), true],
    ['viewers to read', viewer, access('watch', 'deployments@apps'), true],
    ['viewers no secrets', viewer, access('get', 'secrets', 'shop'), false],
    [
      'viewers no writes',
      viewer,
      access('patch', 'deployments@apps', 'shop'),
      false,
    ],
    [
      'discovery to the authenticated',
      bob,
      { kind: 'path', verb: 'get', path: '/apis/apps/v1' } as const,
      true,
    ],
    [
      'no metrics path',
      bob,
      { kind: 'path', verb: 'get', path: '/metrics' } as const,
      false,
    ],
  ])('allows %s', (_name, user, attributes, expected) => {
    expect(authorizer.allow(user, attributes) !== undefined).toBe(expected);
  });

  it('says which binding allows', () => {
    expect(authorizer.allow(bob, access('get', 'pods', 'shop'))).toBe(
      'RBAC: allowed by RoleBinding "readers/shop" of Role "reader"',
    );
  });
});
