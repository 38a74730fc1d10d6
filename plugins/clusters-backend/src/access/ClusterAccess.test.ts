import { ConfigReader } from '@backstage/config';
import { readClusterAccess } from './ClusterAccess';

const read = (access: object[]) =>
  readClusterAccess(new ConfigReader({ orrery: { clusters: { access } } }));

describe('readClusterAccess()', () => {
  it('prefers the entry of the cluster to the one for all', () => {
    const accessOf = read([
      {
        cluster: '*',
        check: 'subjectAccessReview',
        userFrom: 'email',
        groupPrefix: 'oidc:',
      },
      {
        cluster: 'edge',
        check: 'impersonate',
        userFrom: 'annotation:k8s/user',
      },
    ]);
    expect(accessOf('edge')).toEqual({
      check: 'impersonate',
      userFrom: 'annotation:k8s/user',
      userPrefix: '',
      groupPrefix: '',
    });
    expect(accessOf('prod')).toMatchObject({
      check: 'subjectAccessReview',
      userFrom: 'email',
      groupPrefix: 'oidc:',
    });
  });

  it('leaves the decision to the credential of the portal without an entry', () => {
    expect(read([])('edge').check).toBe('none');
  });

  it.each([
    [{ check: 'maybe' }, 'check must be one of'],
    [{ userFrom: 'badge' }, 'userFrom must be'],
    [{ userFrom: 'annotation:' }, 'userFrom must be'],
    [{ userPrefix: 'system:' }, 'userPrefix must not begin with system:'],
    [
      { groupPrefix: 'system:masters' },
      'groupPrefix must not begin with system:',
    ],
  ])('refuses %j', (entry, message) => {
    expect(() => read([{ cluster: 'prod', ...entry }])).toThrow(message);
  });
});
