import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { ClusterSource, SourceListing } from '../registry/ClusterSource';
import { catalogSource, type CatalogAccess } from './catalogSource';
import { collectEntries, nameOrPosition } from './collectEntries';
import { parseConfigCluster } from './parseConfigCluster';
import {
  serviceAccountFiles,
  type ServiceAccountFiles,
} from './serviceAccountFiles';

export interface KubernetesConfigOptions {
  readonly config: Pick<RootConfigService, 'getOptional'>;
  readonly catalog?: CatalogAccess;
  readonly serviceAccountFiles?: ServiceAccountFiles;
}

const methodsKey = 'kubernetes.clusterLocatorMethods';

/** `kubectl proxy` listens here by default. */
const kubectlProxyUrl = 'http://127.0.0.1:8001';

/** One source per entry of `kubernetes.clusterLocatorMethods`, the section of the Backstage Kubernetes plugin, in its order. */
export function kubernetesConfigSources(
  options: KubernetesConfigOptions,
): readonly ClusterSource[] {
  const methods = options.config.getOptional(methodsKey);
  if (methods === undefined) return [];
  if (!Array.isArray(methods)) {
    return [broken(methodsKey, 'must be a list')];
  }
  return methods.map((method, index) =>
    sourceOf(method, `${methodsKey}[${index}]`, options),
  );
}

function sourceOf(
  method: unknown,
  position: string,
  options: KubernetesConfigOptions,
): ClusterSource {
  if (typeof method !== 'object' || method === null || !('type' in method)) {
    return broken(position, 'type is missing');
  }
  const name = `${position} (${String(method.type)})`;
  switch (method.type) {
    case 'config':
      return fixed(name, () => listConfigClusters(method, options));
    case 'catalog':
      return options.catalog === undefined
        ? broken(name, 'the catalog is not available to this plugin')
        : catalogSource(name, method, options.catalog);
    case 'localKubectlProxy':
      return fixed(name, () => ({
        entries: [
          { name: 'local', url: kubectlProxyUrl, auth: { kind: 'anonymous' } },
        ],
        problems: [],
      }));
    default:
      return broken(name, `'${String(method.type)}' is not supported yet`);
  }
}

function listConfigClusters(
  method: object,
  options: KubernetesConfigOptions,
): SourceListing {
  const clusters = 'clusters' in method ? method.clusters : undefined;
  if (!Array.isArray(clusters)) {
    return {
      entries: [],
      problems: [{ entry: 'clusters', message: 'must be a list' }],
    };
  }
  return collectEntries<unknown>(
    clusters,
    (value, index) => nameOrPosition(value, `clusters[${index}]`),
    value =>
      parseConfigCluster(
        value,
        options.serviceAccountFiles ?? serviceAccountFiles,
      ),
  );
}

function fixed(name: string, list: () => SourceListing): ClusterSource {
  return { name, list: async () => list() };
}

function broken(name: string, message: string): ClusterSource {
  return fixed(name, () => ({
    entries: [],
    problems: [{ entry: name, message }],
  }));
}
