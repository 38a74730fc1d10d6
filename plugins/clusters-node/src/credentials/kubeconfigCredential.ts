import type { Clock } from '@orrery/watch-cache';
import type { KubeconfigUser } from '../cluster/ClusterEntry';
import { impersonationHeaders } from '../connection/impersonationHeaders';
import { authProviderCredential } from './authProviderCredential';
import {
  combineCredentials,
  fixedCredential,
  bearer,
  type CredentialSource,
} from './CredentialSource';
import { ExpiringCredential } from './ExpiringCredential';
import { FileContent } from './FileContent';
import { runExecPlugin, type ExecClusterInfo } from './runExecPlugin';
import { tokenFileCredential } from './tokenFileCredential';

export interface KubeconfigCredentialOptions {
  readonly user: KubeconfigUser;
  readonly cluster: ExecClusterInfo;
  readonly clock: Clock;
  readonly execTimeoutMs: number;
}

/**
 * Sign-in of a kubeconfig user: a client certificate, and one of token file, token, password, exec plugin or auth provider
 * (in this order, as client-go), and impersonation. Certificate, key and token files are read again when they change.
 */
export function kubeconfigCredential(
  options: KubeconfigCredentialOptions,
): CredentialSource {
  const { user } = options;
  const sources = [signInOf(options), clientCertificate(user)];
  if (user.impersonate) {
    sources.push(
      fixedCredential({ headers: impersonationHeaders(user.impersonate) }),
    );
  }
  return combineCredentials(sources);
}

function signInOf(options: KubeconfigCredentialOptions): CredentialSource {
  const { user, cluster, clock, execTimeoutMs } = options;
  const { exec } = user;
  if (user.tokenFile !== undefined) return tokenFileCredential(user.tokenFile);
  if (user.token !== undefined) return fixedCredential(bearer(user.token));
  if (user.username !== undefined) {
    const pair = Buffer.from(`${user.username}:${user.password ?? ''}`);
    return fixedCredential({
      headers: { authorization: `Basic ${pair.toString('base64')}` },
    });
  }
  if (exec !== undefined) {
    return new ExpiringCredential({
      clock,
      signIn: () => runExecPlugin(exec, { cluster, timeoutMs: execTimeoutMs }),
    });
  }
  if (user.authProvider !== undefined) {
    return authProviderCredential(user, clock);
  }
  return fixedCredential({ headers: {} });
}

function clientCertificate(user: KubeconfigUser): CredentialSource {
  const cert = pemOf(user.certData, user.certFile);
  const key = pemOf(user.keyData, user.keyFile);
  return {
    async current() {
      return { headers: {}, cert: await cert(), key: await key() };
    },
    invalidate() {},
  };
}

/** Data wins over a file, as in client-go. */
function pemOf(
  data: string | undefined,
  file: string | undefined,
): () => Promise<string | undefined> {
  if (data !== undefined) {
    const pem = Buffer.from(data, 'base64').toString('utf8');
    return async () => pem;
  }
  if (file === undefined) return async () => undefined;
  const content = new FileContent(file);
  return () => content.read();
}
