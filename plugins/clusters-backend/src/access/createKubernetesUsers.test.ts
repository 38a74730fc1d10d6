import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { toCaller } from './Caller';
import type { ClusterAccess } from './ClusterAccess';
import { createKubernetesUsers } from './createKubernetesUsers';

const byName: ClusterAccess = {
  check: 'subjectAccessReview',
  userFrom: 'name',
  userPrefix: '',
  groupPrefix: '',
};

function setup(spec: object = {}, annotations: Record<string, string> = {}) {
  const getUserInfo = jest.fn(async () => ({
    userEntityRef: 'user:default/jane',
    ownershipEntityRefs: [
      'user:default/jane',
      'group:default/team-a',
      'group:ops/team-b',
    ],
  }));
  const users = createKubernetesUsers({
    auth: mockServices.auth(),
    userInfo: { getUserInfo },
    catalog: catalogServiceMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: 'jane', annotations },
          spec: { ...spec },
        },
      ],
    }),
  });
  const userOf = (ref: string, access: Partial<ClusterAccess> = {}) =>
    users.userOf(toCaller(mockCredentials.user(ref), {}), {
      ...byName,
      ...access,
    });
  return { users, userOf, getUserInfo };
}

describe('createKubernetesUsers()', () => {
  it('names user and groups as the cluster does', async () => {
    const { userOf } = setup();
    expect(
      await userOf('user:default/jane', {
        userPrefix: 'u:',
        groupPrefix: 'g:',
      }),
    ).toEqual({
      user: 'u:jane',
      groups: ['g:team-a', 'g:ops/team-b'],
    });
  });

  it('does not take a user of another namespace for one of the same name', async () => {
    const { userOf } = setup();
    expect((await userOf('user:other/jane')).user).toBe('other/jane');
  });

  it('takes email or annotation from the catalog', async () => {
    const { userOf } = setup(
      { profile: { email: 'jane@example.org' } },
      { 'k8s/user': 'JANE' },
    );
    expect(
      (await userOf('user:default/jane', { userFrom: 'email' })).user,
    ).toBe('jane@example.org');
    expect(
      (await userOf('user:default/jane', { userFrom: 'annotation:k8s/user' }))
        .user,
    ).toBe('JANE');
  });

  it.each([
    ['without an email', {}, {}, 'email'],
    [
      'with a name reserved to Kubernetes',
      {},
      { 'k8s/user': 'system:admin' },
      'annotation:k8s/user',
    ],
    ['unknown to the catalog', {}, {}, 'annotation:k8s/user'],
  ] as const)(
    'refuses a user %s',
    async (_name, spec, annotations, userFrom) => {
      const { userOf } = setup(spec, annotations);
      await expect(
        userOf('user:default/jane', { userFrom }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('refuses services, which are nobody in a cluster', async () => {
    const { users } = setup();
    await expect(
      users.userOf(toCaller(mockCredentials.service(), {}), byName),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('asks once for several requests', async () => {
    const { userOf, getUserInfo } = setup();
    await userOf('user:default/jane');
    await userOf('user:default/jane');
    expect(getUserInfo).toHaveBeenCalledTimes(1);
  });
});
