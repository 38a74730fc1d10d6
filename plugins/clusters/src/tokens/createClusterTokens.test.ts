import { createClusterTokens } from './createClusterTokens';

/** Sign-ins of a portal where the viewer is signed in to those named. */
function portal(...signedIn: string[]) {
  const calls: string[] = [];
  const source = (name: string) => {
    const read = async (what: string, optional: boolean | undefined) => {
      calls.push(`${name} ${what}${optional ? '' : ', asking'}`);
      return signedIn.includes(name) ? `${name}-${what}` : '';
    };
    return {
      getIdToken: (options?: { optional?: boolean }) =>
        read('id', options?.optional),
      getAccessToken: (
        scope?: string | string[],
        options?: { optional?: boolean },
      ) => read(`access ${scope}`, options?.optional),
    };
  };
  const tokens = createClusterTokens({
    gitlab: source('gitlab'),
    google: source('google'),
    microsoft: source('microsoft'),
    okta: source('okta'),
    onelogin: source('onelogin'),
  });
  return { tokens, calls };
}

describe('createClusterTokens()', () => {
  it.each(['gitlab', 'google', 'microsoft', 'okta', 'onelogin'])(
    'gives the identity token of %s to oidc clusters, without asking',
    async provider => {
      const { tokens, calls } = portal(provider);
      expect(await tokens.getToken(provider)).toBe(`${provider}-id`);
      expect(calls).toEqual([`${provider} id`]);
    },
  );

  it.each([
    ['gke', 'google', 'https://www.googleapis.com/auth/cloud-platform'],
    ['aks', 'microsoft', '6dae42f8-4368-4678-94ff-3960e28e3630/user.read'],
  ])(
    'gives an access token of its vendor to %s',
    async (provider, vendor, scope) => {
      const { tokens } = portal(vendor);
      expect(await tokens.getToken(provider)).toBe(`${vendor}-access ${scope}`);
    },
  );

  it('has no token of a provider where the viewer is not signed in, or that is not known', async () => {
    const { tokens } = portal();
    expect(await tokens.getToken('okta')).toBeUndefined();
    expect(await tokens.getToken('keycloak')).toBeUndefined();
  });

  it('asks the viewer only to sign in', async () => {
    const { tokens, calls } = portal();
    await tokens.signIn('okta');
    expect(calls).toEqual(['okta id, asking']);
  });

  it('says which sign-ins there are when it has not the one that is wanted', async () => {
    await expect(portal().tokens.signIn('keycloak')).rejects.toThrow(
      'This portal has no sign-in called keycloak; known are gitlab, google, microsoft, okta, onelogin, gke, aks',
    );
  });
});
