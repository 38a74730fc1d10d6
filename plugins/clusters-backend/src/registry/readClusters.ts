import type {
  ClusterCounts,
  ClusterList,
  ClusterSummary,
  KindList,
} from '@orrery/backstage-plugin-clusters-common';
import { clustersObjectReadPermission } from '@orrery/backstage-plugin-clusters-common';
import type {
  ClusterRegistry,
  ManagedCluster,
} from '@orrery/backstage-plugin-clusters-node';
import type { Caller } from '../access/Caller';
import type { KubernetesAccess } from '../access/createKubernetesAccess';
import type {
  PortalAccess,
  PortalDecision,
} from '../access/createPortalAccess';
import { tokenProviderOf } from '../access/clusterTokensOf';
import { causeBeside } from '../errors/causeBeside';
import { ClustersError } from '../errors/ClustersError';
import type { CachePool } from '../live/createCachePool';
import type { ClusterCounter } from './createClusterCounter';

export interface ClusterServices {
  readonly registry: Pick<ClusterRegistry, 'clusters' | 'find' | 'problems'>;
  readonly portal: PortalAccess;
  readonly kubernetes: KubernetesAccess;
  readonly pool: CachePool;
  readonly counter: ClusterCounter;
}

/** Every cluster with its state, and the entries that could not be used. */
export async function readClusters(
  services: ClusterServices,
  caller: Caller,
): Promise<ClusterList> {
  const { decision } = await requireClusters(services, caller);
  return readClusterList(services, caller, decision);
}

/** Rights of a viewer who may see clusters, `decision` where he may see objects too; throws `FORBIDDEN`. */
export async function requireClusters(
  services: Pick<ClusterServices, 'portal'>,
  caller: Caller,
): Promise<{ readonly decision?: PortalDecision }> {
  await services.portal.requireClusterRead(caller);
  const decision = await objectDecision(services.portal, caller);
  return decision ? { decision } : {};
}

/** The list, for rights that were found already. */
export async function readClusterList(
  services: ClusterServices,
  caller: Caller,
  decision: PortalDecision | undefined,
): Promise<ClusterList> {
  const clusters = services.registry.clusters();
  return {
    items: await Promise.all(
      clusters.map(cluster => summarize(services, caller, decision, cluster)),
    ),
    problems: services.registry
      .problems()
      .map(({ source, entry, message }) => ({ source, name: entry, message })),
  };
}

/** One cluster; throws `RESOURCE_NOT_FOUND`. */
export async function readCluster(
  services: ClusterServices,
  caller: Caller,
  name: string,
): Promise<ClusterSummary> {
  const { decision } = await requireClusters(services, caller);
  return summarize(services, caller, decision, findCluster(services, name));
}

/** The kinds that a cluster serves, preferred versions only. */
export async function readKinds(
  services: ClusterServices,
  caller: Caller,
  name: string,
  signal: AbortSignal,
): Promise<KindList> {
  await services.portal.requireClusterRead(caller);
  const cluster = findCluster(services, name);
  const identity = await services.kubernetes.identify(caller, cluster);
  const kinds = await cluster.connection.discover({
    signal,
    ...(identity.viewer && { viewer: identity.viewer }),
  });
  return {
    items: kinds
      .filter(({ preferred }) => preferred)
      .map(
        ({ kind, group, version, plural, namespaced, verbs, shortNames }) => ({
          kind,
          group,
          version,
          plural,
          namespaced,
          verbs,
          shortNames,
        }),
      ),
  };
}

async function summarize(
  services: ClusterServices,
  caller: Caller,
  decision: PortalDecision | undefined,
  cluster: ManagedCluster,
): Promise<ClusterSummary> {
  const { state, sinceMs, version, lastContactMs, lastError } =
    cluster.status();
  const counts: ClusterCounts | undefined =
    decision && (await services.counter.counts(caller, decision, cluster));
  return {
    name: cluster.name,
    title: cluster.title,
    // A stopped cluster is on its way out of the registry.
    state: state === 'stopped' ? 'failed' : state,
    sinceMs,
    ...(version !== undefined && { version }),
    ...(lastContactMs !== undefined && { lastContactMs }),
    ...(lastError && {
      lastError: causeBeside(cluster.name, lastError.message),
    }),
    writable: cluster.writes,
    ...(counts && { counts }),
    freshness: services.pool.freshness(cluster),
    source: cluster.source,
    ...(cluster.credentials === 'viewer' && {
      tokenProvider: tokenProviderOf(cluster.viewerProvider ?? ''),
    }),
  };
}

/** Counts are left out for those who may see clusters but no objects. */
async function objectDecision(
  portal: PortalAccess,
  caller: Caller,
): Promise<PortalDecision | undefined> {
  try {
    return await portal.decide(caller, clustersObjectReadPermission);
  } catch (thrown) {
    if (thrown instanceof ClustersError && thrown.code === 'FORBIDDEN') {
      return undefined;
    }
    throw thrown;
  }
}

function findCluster(services: ClusterServices, name: string): ManagedCluster {
  const cluster = services.registry.find(name);
  if (!cluster) {
    throw new ClustersError(`No cluster ${name} is configured`, {
      code: 'RESOURCE_NOT_FOUND',
    });
  }
  return cluster;
}
