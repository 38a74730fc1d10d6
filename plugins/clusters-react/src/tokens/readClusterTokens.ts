import type { ClusterTokensApi } from './ClusterTokensApi';

/** The tokens that are there, by provider. One that cannot be had leaves the others untouched: its clusters ask for a sign-in. */
export async function readClusterTokens(
  tokens: Pick<ClusterTokensApi, 'getToken'>,
  providers: Iterable<string>,
): Promise<Readonly<Record<string, string>>> {
  const entries = await Promise.all(
    [...providers].map(async provider => {
      // The cluster's own state reports it, as "sign in to …".
      const token = await tokens.getToken(provider).catch(() => undefined);
      return token ? [[provider, token] as const] : [];
    }),
  );
  return Object.fromEntries(entries.flat());
}
