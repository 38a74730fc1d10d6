import type { Entity } from '@backstage/catalog-model';
import type { ClusterEntry } from '../cluster/ClusterEntry';
import { authOfProvider } from './authOfProvider';
import { checkClusterUrl, parseUrl } from './checkClusterUrl';
import { decodeCa } from './decodeCa';
import { isPublicHost } from './isPublicHost';
import { serviceAccountFiles } from './serviceAccountFiles';

/** What an administrator allows, since whoever may register entities writes the annotations. */
export interface CatalogClusterRules {
  /** Origins that may be in a private network; all others must be public. */
  readonly allowedUrls: readonly string[];
  readonly allowSkipTlsVerify: boolean;
}

/**
 * A catalog Resource of type `kubernetes-cluster`, by the annotations of the Backstage Kubernetes plugin. Throws a `TypeError` for what
 * the catalog must not decide: the portal's own service account, addresses inside the portal's network, TLS without checks.
 */
export function parseCatalogCluster(
  entity: Entity,
  rules: CatalogClusterRules,
): ClusterEntry {
  const annotation = (key: string) =>
    entity.metadata.annotations?.[`kubernetes.io/${key}`] || undefined;
  const provider = required(annotation('auth-provider'), 'auth-provider');
  if (provider === 'serviceAccount' || provider === 'localKubectlProxy') {
    throw new TypeError(
      `authProvider '${provider}' is not allowed for clusters of the catalog: it would lend the portal's own access`,
    );
  }
  const skipVerify = annotation('skip-tls-verify') === 'true';
  if (skipVerify && !rules.allowSkipTlsVerify) {
    throw new TypeError(
      'kubernetes.io/skip-tls-verify is not allowed; see dangerouslyAllowSkipTLSVerify',
    );
  }
  const url = checkClusterUrl(
    required(annotation('api-server'), 'api-server'),
    { hasCredential: true },
  );
  checkAddress(url, rules);
  const ca = required(
    annotation('api-server-certificate-authority'),
    'api-server-certificate-authority',
  );
  const dashboardUrl = annotation('dashboard-url');
  const dashboardApp = annotation('dashboard-app');
  return {
    name: entity.metadata.name,
    title: entity.metadata.title,
    url,
    auth: authOfProvider(
      provider,
      { oidcTokenProvider: annotation('oidc-token-provider') },
      serviceAccountFiles,
    ),
    tls: { ca: decodeCa(ca), skipVerify },
    dashboard:
      dashboardUrl || dashboardApp
        ? { url: dashboardUrl, app: dashboardApp }
        : undefined,
  };
}

function required(value: string | undefined, key: string): string {
  if (value === undefined) {
    throw new TypeError(`annotation kubernetes.io/${key} is missing`);
  }
  return value;
}

function checkAddress(url: string, { allowedUrls }: CatalogClusterRules): void {
  const { origin, protocol, hostname } = parseUrl(url);
  if (allowedUrls.some(allowed => parseUrl(allowed).origin === origin)) return;
  if (protocol !== 'https:') {
    throw new TypeError('kubernetes.io/api-server must begin with https://');
  }
  if (!isPublicHost(hostname)) {
    throw new TypeError(
      'kubernetes.io/api-server is an address inside a private network; see dangerouslyAllowClusterUrls',
    );
  }
}
