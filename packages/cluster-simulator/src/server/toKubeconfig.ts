import { stringify } from 'yaml';
import type { ClusterCertificates } from '../tls/createClusterCertificates';

export interface KubeconfigOptions {
  readonly name: string;
  readonly url: string;
  readonly certificates: ClusterCertificates;
  readonly viewerToken: string;
}

/** A kubeconfig with two contexts: `<name>` (administrator, client certificate) and `<name>-viewer` (reads only, token). */
export function toKubeconfig({
  name,
  url,
  certificates,
  viewerToken,
}: KubeconfigOptions): string {
  const base64 = (pem: string) => Buffer.from(pem).toString('base64');
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: {
          server: url,
          'certificate-authority-data': base64(certificates.caPem),
        },
      },
    ],
    users: [
      {
        name: `${name}-admin`,
        user: {
          'client-certificate-data': base64(certificates.adminCertificatePem),
          'client-key-data': base64(certificates.adminKeyPem),
        },
      },
      { name: `${name}-viewer`, user: { token: viewerToken } },
    ],
    contexts: [
      {
        name,
        context: { cluster: name, user: `${name}-admin`, namespace: 'default' },
      },
      {
        name: `${name}-viewer`,
        context: {
          cluster: name,
          user: `${name}-viewer`,
          namespace: 'default',
        },
      },
    ],
    'current-context': name,
  });
}
