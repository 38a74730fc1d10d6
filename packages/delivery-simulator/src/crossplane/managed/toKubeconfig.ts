import { stringify } from 'yaml';

/** A kubeconfig of a cluster that nobody runs: complete in form, without a credential. */
export function toKubeconfig(cluster: string, server: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: cluster, cluster: { server } }],
    users: [{ name: cluster, user: {} }],
    contexts: [{ name: cluster, context: { cluster, user: cluster } }],
    'current-context': cluster,
  });
}
