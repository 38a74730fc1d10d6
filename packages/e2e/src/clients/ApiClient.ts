import { Agent, request } from 'node:https';

import type { Kubectl } from './Kubectl';

/** The Kubernetes API over one connection that stays open: what a change costs without the start of a process. */
export interface ApiClient {
  /** Sends a JSON merge patch; resolves with the time at which it was written to the socket. */
  patch(path: string, body: unknown): Promise<{ readonly sentAtMs: number }>;
  dispose(): void;
}

/** Signs in as the kubeconfig says; the caller disposes it. */
export async function createApiClient(
  kubectl: Kubectl,
  cluster: string,
): Promise<ApiClient> {
  const config = parseKubeconfig(
    await kubectl.run(cluster, [
      ...['config', 'view', '--raw', '--minify', '--output=json'],
    ]),
  );
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 1,
    ca: Buffer.from(config.certificateAuthority, 'base64'),
    cert: Buffer.from(config.clientCertificate, 'base64'),
    key: Buffer.from(config.clientKey, 'base64'),
  });
  return {
    patch: (path, body) =>
      new Promise((resolve, reject) => {
        let sentAtMs = 0;
        const outgoing = request(new URL(path, config.server), {
          agent,
          method: 'PATCH',
          headers: { 'content-type': 'application/merge-patch+json' },
        });
        outgoing.on('error', reject);
        outgoing.on('response', response => {
          response.resume();
          response.on('end', () =>
            response.statusCode === 200
              ? resolve({ sentAtMs })
              : reject(new Error(`PATCH ${path}: ${response.statusCode}`)),
          );
        });
        sentAtMs = Date.now();
        outgoing.end(JSON.stringify(body));
      }),
    dispose: () => agent.destroy(),
  };
}

/** The only cluster and user of a kubeconfig that `--minify` wrote. */
function parseKubeconfig(text: string) {
  const { clusters, users } = JSON.parse(text) as {
    clusters: readonly {
      cluster: { server: string; 'certificate-authority-data': string };
    }[];
    users: readonly {
      user: { 'client-certificate-data': string; 'client-key-data': string };
    }[];
  };
  return {
    server: clusters[0].cluster.server,
    certificateAuthority: clusters[0].cluster['certificate-authority-data'],
    clientCertificate: users[0].user['client-certificate-data'],
    clientKey: users[0].user['client-key-data'],
  };
}
