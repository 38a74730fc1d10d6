import type { RequestOptions } from 'node:https';
import type { Clock } from '@orrery/watch-cache';
import type { KubeconfigUser } from '../cluster/ClusterEntry';
import type { Credential, CredentialSource } from './CredentialSource';
import { ExpiringCredential } from './ExpiringCredential';
import { maskSecrets } from './maskSecrets';

/** How long a token of a legacy auth provider is kept: they report no expiry, and refresh by themselves when asked again. */
const validMs = 5 * 60_000;
const marginMs = 60_000;

/**
 * Legacy `auth-provider` entries of a kubeconfig (`oidc`, `azure`, `gcp`), by @kubernetes/client-node, which knows how to
 * refresh each. The library is ESM only and large, so it is loaded when the first such user signs in.
 */
export function authProviderCredential(
  user: KubeconfigUser,
  clock: Clock,
): CredentialSource {
  // A refresh writes the new tokens here; one-time refresh tokens would be lost in a fresh copy.
  const tokens = { ...user.authProvider?.config };
  return new ExpiringCredential({
    clock,
    signIn: async () => ({
      credential: await signIn(user, tokens),
      expiresAtMs: clock.nowMs() + validMs + marginMs,
    }),
  });
}

async function signIn(
  user: KubeconfigUser,
  tokens: Record<string, unknown>,
): Promise<Credential> {
  const { authProvider } = user;
  try {
    const { KubeConfig } = await import('@kubernetes/client-node');
    // A new one each time: its OIDC provider keeps one expiry per KubeConfig, whoever the user is.
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      // Only the user matters here; the address is never contacted.
      { name: 'cluster', server: 'https://localhost', skipTLSVerify: false },
      {
        name: user.name,
        authProvider: {
          name: authProvider?.name,
          config: tokens,
        },
      },
    );
    const options: RequestOptions = {};
    await kubeConfig.applyToHTTPSOptions(options);
    const authorization =
      options.headers && 'Authorization' in options.headers
        ? options.headers.Authorization
        : undefined;
    if (typeof authorization !== 'string') {
      throw new Error('it gave no token');
    }
    return { headers: { authorization } };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(
      `auth provider "${authProvider?.name}": ${maskSecrets(cause)}`,
    );
  }
}
