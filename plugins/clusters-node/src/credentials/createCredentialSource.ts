import type { Clock } from '@orrery/watch-cache';
import type { ClusterEntry } from '../cluster/ClusterEntry';
import { ClusterError } from '../ClusterError';
import {
  bearer,
  fixedCredential,
  type CredentialSource,
} from './CredentialSource';
import { kubeconfigCredential } from './kubeconfigCredential';
import { tokenFileCredential } from './tokenFileCredential';
import { viewerCredential } from './viewerCredential';

export interface CredentialSourceOptions {
  readonly clock: Clock;
  /** How long an exec plugin may take; default 30 000. */
  readonly execTimeoutMs?: number;
}

/** How to sign in to this cluster. */
export function createCredentialSource(
  entry: ClusterEntry,
  options: CredentialSourceOptions,
): CredentialSource {
  const { auth, tls, url } = entry;
  switch (auth.kind) {
    case 'anonymous':
      return fixedCredential({ headers: {} });
    case 'token':
      return fixedCredential(bearer(auth.token));
    case 'tokenFile':
      return tokenFileCredential(auth.file);
    case 'viewer':
      return viewerCredential(auth.provider);
    case 'kubeconfig':
      return kubeconfigCredential({
        user: auth.user,
        clock: options.clock,
        execTimeoutMs: options.execTimeoutMs ?? 30_000,
        cluster: {
          server: url,
          'tls-server-name': tls?.serverName,
          'insecure-skip-tls-verify': tls?.skipVerify,
          'certificate-authority-data':
            tls?.ca && Buffer.from(tls.ca).toString('base64'),
        },
      });
    case 'unsupported':
      return {
        current: async () => {
          throw new ClusterError(`cluster ${entry.name}: ${auth.reason}`, {
            code: 'unsupported',
            clusterName: entry.name,
          });
        },
        invalidate() {},
      };
    default:
      return auth satisfies never;
  }
}
