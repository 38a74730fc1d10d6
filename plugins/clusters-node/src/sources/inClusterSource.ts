import { isIPv6 } from 'node:net';
import type { ClusterSource } from '../registry/ClusterSource';
import {
  serviceAccountFiles,
  type ServiceAccountFiles,
} from './serviceAccountFiles';

export interface InClusterOptions {
  readonly name: string;
  readonly writes?: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly files?: ServiceAccountFiles;
}

/** The cluster that this process runs in, by its pod's service account; token and CA are read again when they rotate. */
export function inClusterSource(options: InClusterOptions): ClusterSource {
  const { name, writes, environment, files = serviceAccountFiles } = options;
  return {
    name: 'in-cluster',
    async list() {
      const host = environment.KUBERNETES_SERVICE_HOST;
      const port = environment.KUBERNETES_SERVICE_PORT ?? '443';
      if (!host) {
        return {
          entries: [],
          problems: [
            {
              entry: name,
              message:
                'this process does not run inside a cluster (KUBERNETES_SERVICE_HOST is not set)',
            },
          ],
        };
      }
      return [
        {
          name,
          writes,
          url: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
          tls: { caFile: files.ca },
          auth: { kind: 'tokenFile', file: files.token },
        },
      ];
    },
  };
}
