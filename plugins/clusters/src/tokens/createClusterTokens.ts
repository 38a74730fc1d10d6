import type {
  OAuthApi,
  OpenIdConnectApi,
} from '@backstage/frontend-plugin-api';
import type { ClusterTokensApi } from '@orrery/backstage-plugin-clusters-react';

/** Sign-ins that Backstage brings; those for `oidc` clusters are named as in `oidcTokenProvider`. */
export interface ClusterTokenSources {
  readonly gitlab: OpenIdConnectApi;
  readonly google: OpenIdConnectApi & OAuthApi;
  readonly microsoft: OpenIdConnectApi & OAuthApi;
  readonly okta: OpenIdConnectApi;
  readonly onelogin: OpenIdConnectApi;
}

/** What Google's clusters accept: https://cloud.google.com/kubernetes-engine/docs/how-to/api-server-authentication */
const GKE_SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
/** The well-known application of the API servers of AKS: https://azure.github.io/kubelogin/concepts/aks.html */
const AKS_SCOPE = '6dae42f8-4368-4678-94ff-3960e28e3630/user.read';

type ReadToken = (options: { readonly optional: boolean }) => Promise<string>;

/** Tokens from the sign-ins of the portal. Replace the API for other providers. */
export function createClusterTokens(
  sources: ClusterTokenSources,
): ClusterTokensApi {
  const readers = new Map<string, ReadToken>([
    ...(['gitlab', 'google', 'microsoft', 'okta', 'onelogin'] as const).map(
      (provider): [string, ReadToken] => [
        provider,
        options => sources[provider].getIdToken(options),
      ],
    ),
    ['gke', options => sources.google.getAccessToken(GKE_SCOPE, options)],
    ['aks', options => sources.microsoft.getAccessToken(AKS_SCOPE, options)],
  ]);
  return {
    async getToken(provider) {
      const token = await readers.get(provider)?.({ optional: true });
      return token || undefined;
    },
    async signIn(provider) {
      const read = readers.get(provider);
      if (!read) {
        throw new Error(
          `This portal has no sign-in called ${provider}; known are ${[
            ...readers.keys(),
          ].join(', ')}`,
        );
      }
      await read({ optional: false });
    },
  };
}
