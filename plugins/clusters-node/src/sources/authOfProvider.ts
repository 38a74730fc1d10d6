import type { ClusterAuth } from '../cluster/ClusterEntry';
import type { ServiceAccountFiles } from './serviceAccountFiles';

export interface ProviderDetails {
  readonly serviceAccountToken?: string;
  readonly oidcTokenProvider?: string;
}

/**
 * Sign-in for an `authProvider` of the Backstage Kubernetes plugin. `oidc`, `google` and `aks` use the token that the signed-in
 * user brings; providers that need a vendor's login are listed as unsupported by name.
 * Throws a `TypeError` when a required detail is missing.
 */
export function authOfProvider(
  provider: string,
  details: ProviderDetails,
  files: ServiceAccountFiles,
): ClusterAuth {
  switch (provider) {
    case 'serviceAccount':
      return details.serviceAccountToken
        ? { kind: 'token', token: details.serviceAccountToken }
        : { kind: 'tokenFile', file: files.token };
    case 'localKubectlProxy':
      return { kind: 'anonymous' };
    case 'oidc':
      if (!details.oidcTokenProvider) {
        throw new TypeError("authProvider 'oidc' needs oidcTokenProvider");
      }
      return { kind: 'viewer', provider: `oidc.${details.oidcTokenProvider}` };
    case 'google':
    case 'aks':
      return { kind: 'viewer', provider };
    default:
      return {
        kind: 'unsupported',
        reason: `authProvider '${provider}' is not supported yet`,
      };
  }
}
