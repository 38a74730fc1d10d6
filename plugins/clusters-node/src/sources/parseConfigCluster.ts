import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { ClusterDashboard, ClusterEntry } from '../cluster/ClusterEntry';
import { authOfProvider } from './authOfProvider';
import { checkClusterUrl } from './checkClusterUrl';
import { decodeCa } from './decodeCa';
import type { ServiceAccountFiles } from './serviceAccountFiles';

/** Absent and empty are the same: an unset environment variable makes an empty string in app-config. */
const optionalText = z
  .string()
  .optional()
  .transform(text => text || undefined);

/** An entry of `clusters` of the `config` locator; keys of the Backstage Kubernetes plugin that Orrery has no use for are ignored. */
const configCluster = z.object({
  name: z.string().min(1),
  title: optionalText,
  url: z.string().min(1),
  authProvider: optionalText,
  serviceAccountToken: optionalText,
  oidcTokenProvider: optionalText,
  authMetadata: z
    .record(z.string(), z.unknown())
    .optional()
    .transform(metadata => metadata ?? {}),
  caData: optionalText,
  caFile: optionalText,
  skipTLSVerify: z.boolean().optional(),
  dashboardUrl: optionalText,
  dashboardApp: optionalText,
  dashboardParameters: z.record(z.string(), z.unknown()).optional(),
});

/** Throws a `ZodError` or `TypeError` that says what is wrong, without values. Relative files count from the working directory. */
export function parseConfigCluster(
  value: unknown,
  files: ServiceAccountFiles,
): ClusterEntry {
  const cluster = configCluster.parse(value);
  const metadataText = (key: string) => {
    const text = cluster.authMetadata[key];
    return typeof text === 'string' && text !== '' ? text : undefined;
  };
  const provider =
    cluster.authProvider ??
    metadataText('kubernetes.io/auth-provider') ??
    metadataText('authProvider');
  if (provider === undefined) {
    throw new TypeError('authProvider is missing');
  }
  const auth = authOfProvider(
    provider,
    {
      serviceAccountToken: cluster.serviceAccountToken,
      oidcTokenProvider:
        cluster.oidcTokenProvider ??
        metadataText('kubernetes.io/oidc-token-provider') ??
        metadataText('oidcTokenProvider'),
    },
    files,
  );
  const { skipTLSVerify: skipVerify } = cluster;
  const caFile = cluster.caFile && resolve(cluster.caFile);
  const hasOwnCa = cluster.caData !== undefined || caFile !== undefined;
  return {
    name: cluster.name,
    title: cluster.title,
    url: checkClusterUrl(cluster.url, {
      hasCredential: auth.kind !== 'anonymous',
      skipVerify,
    }),
    auth,
    tls: {
      ca: cluster.caData && decodeCa(cluster.caData),
      caFile:
        auth.kind === 'tokenFile' && !hasOwnCa && existsSync(files.ca)
          ? files.ca
          : caFile,
      skipVerify,
    },
    dashboard: dashboardOf(cluster),
  };
}

function dashboardOf(
  cluster: z.infer<typeof configCluster>,
): ClusterDashboard | undefined {
  const { dashboardUrl, dashboardApp, dashboardParameters } = cluster;
  if (!dashboardUrl && !dashboardApp && !dashboardParameters) return undefined;
  return {
    url: dashboardUrl,
    app: dashboardApp,
    parameters:
      dashboardParameters &&
      Object.fromEntries(
        Object.entries(dashboardParameters).map(([key, value]) => [
          key,
          String(value),
        ]),
      ),
  };
}
