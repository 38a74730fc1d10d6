import type {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Clock } from '@orrery/watch-cache';
import { createManagedCluster } from '../cluster/createManagedCluster';
import { inClusterSource } from '../sources/inClusterSource';
import { kubeconfigSource } from '../sources/kubeconfigSource';
import { kubernetesConfigSources } from '../sources/kubernetesConfigSources';
import { readClusterSettings } from '../sources/readClusterSettings';
import { systemClock } from '../systemClock';
import type { ClusterRegistry } from './ClusterRegistry';
import type { ClusterSource } from './ClusterSource';
import { RefreshedRegistry } from './RefreshedRegistry';

export interface CreateClusterRegistryOptions {
  readonly config: Pick<RootConfigService, 'getOptional'>;
  readonly logger: LoggerService;
  /** Both are needed for the `catalog` locator. */
  readonly catalog?: Pick<CatalogService, 'getEntities'>;
  readonly auth?: Pick<AuthService, 'getOwnServiceCredentials'>;
  /** Of the extension point; they come after those of the configuration. */
  readonly sources?: readonly ClusterSource[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
}

/**
 * The clusters of the `kubernetes:` section, of the kubeconfig files that `orrery.clusters.kubeconfigs` names, of the pod's own cluster
 * when `orrery.clusters.inCluster` asks for it, and of further sources. Nothing is contacted before `start()`.
 */
export function createClusterRegistry(
  options: CreateClusterRegistryOptions,
): ClusterRegistry {
  const { config, logger, catalog, auth, sources = [] } = options;
  const { clock = systemClock, random = Math.random } = options;
  const settings = readClusterSettings(config);
  const ownSources = [
    ...kubernetesConfigSources({
      config,
      catalog: catalog && auth && { catalog, auth },
    }),
    ...settings.kubeconfigs.map(kubeconfigSource),
  ];
  if (settings.inCluster) {
    const environment = options.environment ?? process.env;
    ownSources.push(inClusterSource({ ...settings.inCluster, environment }));
  }
  return new RefreshedRegistry({
    sources: [...ownSources, ...sources],
    settingProblems: settings.problems,
    clock,
    logger,
    createCluster: (entry, source) => {
      const override = settings.overrides[entry.name];
      return createManagedCluster(
        { ...entry, title: override?.title ?? entry.title },
        {
          source,
          writes: override?.writes ?? entry.writes ?? settings.writes,
          clock,
          random,
        },
      );
    },
  });
}
