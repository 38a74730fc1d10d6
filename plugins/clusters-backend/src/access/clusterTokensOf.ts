import { clusterTokenHeaderOf } from '@orrery/backstage-plugin-clusters-common';
import type { IncomingHttpHeaders } from 'node:http';

const prefix = clusterTokenHeaderOf('').toLowerCase();

/** Tokens of the viewer in `Backstage-Kubernetes-Authorization-oidc-<provider>` headers, by provider (lower case, as headers are). */
export function clusterTokensOf(
  headers: IncomingHttpHeaders,
): Readonly<Record<string, string>> {
  const tokens: Record<string, string> = {};
  for (const [header, value] of Object.entries(headers)) {
    const provider = header.startsWith(prefix)
      ? header.slice(prefix.length)
      : '';
    if (provider !== '' && typeof value === 'string' && value !== '') {
      tokens[provider] = value.replace(/^Bearer /i, '');
    }
  }
  return tokens;
}

/** The token that a cluster wants, whatever the case of the provider's name. */
export function clusterTokenFor(
  tokens: Readonly<Record<string, string>>,
  provider: string,
): string | undefined {
  const wanted = provider.toLowerCase();
  const found = Object.entries(tokens).find(
    ([name]) => name.toLowerCase() === wanted,
  );
  return found?.[1];
}

/**
 * `oidc.okta`, as the registry names it, is the provider `okta` to clients. Google's clusters take its access token, which is not
 * the identity token of `oidc.google`, so that they are `gke`.
 */
export function tokenProviderOf(viewerProvider: string): string {
  if (viewerProvider === 'google') return 'gke';
  return viewerProvider.replace(/^oidc[.-]/, '');
}
