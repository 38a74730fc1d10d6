import { isResourcePermission } from '@backstage/plugin-permission-common';
import { clustersPermissions } from './permissions';

describe('clustersPermissions', () => {
  it('decides on clusters as a whole, and on objects by resource', () => {
    expect(
      clustersPermissions.map(permission => [
        permission.name,
        isResourcePermission(permission, 'clusters-object'),
        permission.attributes.action,
      ]),
    ).toEqual([
      ['clusters.cluster.read', false, 'read'],
      ['clusters.object.read', true, 'read'],
      ['clusters.object.write', true, 'update'],
    ]);
  });
});
