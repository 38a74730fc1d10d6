import { findKind } from './findKind';
import { resourcePathOf } from './resourcePathOf';
import type { ResourcePathOptions } from './resourcePathOf';

function pathOf(text: string, options?: ResourcePathOptions) {
  const kind = findKind(text);
  if (kind === undefined) {
    throw new Error(`no kind ${text}`);
  }
  return resourcePathOf(kind, options);
}

describe('resourcePathOf()', () => {
  it.each<[string, ResourcePathOptions | undefined, string]>([
    ['pods', undefined, '/api/v1/pods'],
    ['pods', { namespace: 'shop' }, '/api/v1/namespaces/shop/pods'],
    [
      'pods',
      { namespace: 'shop', name: 'a', subresource: 'log' },
      '/api/v1/namespaces/shop/pods/a/log',
    ],
    ['nodes', { name: 'node-1' }, '/api/v1/nodes/node-1'],
    ['nodes', { namespace: 'shop', name: 'a' }, '/api/v1/nodes/a'],
    ['namespaces', { name: 'shop' }, '/api/v1/namespaces/shop'],
    ['deployments', undefined, '/apis/apps/v1/deployments'],
    [
      'deployments',
      { namespace: 'shop', name: 'web', subresource: 'scale' },
      '/apis/apps/v1/namespaces/shop/deployments/web/scale',
    ],
    [
      'clusterroles',
      { name: 'system:node' },
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode',
    ],
    [
      'pods',
      { namespace: 'a/../b', name: 'x?y=1#z' },
      '/api/v1/namespaces/a%2F..%2Fb/pods/x%3Fy%3D1%23z',
    ],
  ])('of %s with %j', (kind, options, path) => {
    expect(pathOf(kind, options)).toBe(path);
  });

  it.each<[ResourcePathOptions, string]>([
    [{ namespace: '..', name: 'a' }, '".." cannot be part of a resource path'],
    [{ namespace: 'shop', name: '.' }, '"." cannot be part'],
    [{ namespace: 'shop', name: '' }, '"" cannot be part'],
    [{ namespace: '' }, '"" cannot be part'],
    [{ name: 'a' }, 'pods "a" needs a namespace'],
    [{ namespace: 'shop', subresource: 'log' }, 'subresource "log" of pods'],
  ])('refuses %j', (options, message) => {
    expect(() => pathOf('pods', options)).toThrow(message);
  });
});
