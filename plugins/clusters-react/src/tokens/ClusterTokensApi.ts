import { createApiRef } from '@backstage/core-plugin-api';

/**
 * Tokens of the viewer for clusters that show only what he may see himself. `provider` is that of
 * `ClusterSummary.tokenProvider`: `okta` for `oidcTokenProvider: okta`, `gke` and `aks` for those auth providers.
 */
export interface ClusterTokensApi {
  /** Without asking the viewer anything; `undefined` while he is not signed in there. Called often: answers must be cached. */
  getToken(provider: string): Promise<string | undefined>;
  /** Asks the viewer to sign in; rejects when he did not, or when the provider is not known. */
  signIn(provider: string): Promise<void>;
}

export const clusterTokensApiRef = createApiRef<ClusterTokensApi>({
  id: 'plugin.clusters.tokens',
});
