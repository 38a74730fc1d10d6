import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import type { ClusterRegistry } from '@orrery/backstage-plugin-clusters-node';
import { type Clock, createLiveQueries } from '@orrery/watch-cache';
import type { Router } from 'express';
import { readClusterAccess } from './access/ClusterAccess';
import { createKubernetesAccess } from './access/createKubernetesAccess';
import { createKubernetesUsers } from './access/createKubernetesUsers';
import { createPortalAccess } from './access/createPortalAccess';
import { createCachePool } from './live/createCachePool';
import { createLiveSessions } from './live/createLiveSessions';
import { createSocketTransport } from './live/createSocketTransport';
import { createObjectAudit } from './objects/createObjectAudit';
import { createClusterCounter } from './registry/createClusterCounter';
import { openClusterFeed } from './registry/openClusterFeed';
import { createRouter } from './router';

export interface ClustersBackendOptions {
  readonly registry: ClusterRegistry;
  readonly auditor: AuditorService;
  readonly auth: AuthService;
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly clock: Clock;
  readonly config: RootConfigService;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly permissions: PermissionsService;
  readonly permissionsRegistry: PermissionsRegistryService;
  readonly random: () => number;
  readonly userInfo: UserInfoService;
  /** How often the rights of open subscriptions are found anew; default 60 000. */
  readonly recheckMs?: number;
}

/** The clusters backend over a registry that somebody else made; it starts the registry and stops it. */
export interface ClustersBackend {
  readonly router: Router;
  /** Ends every stream, watch and connection. */
  stop(): Promise<void>;
}

export function wireClusters(options: ClustersBackendOptions): ClustersBackend {
  const { registry, clock, random, logger, auth } = options;
  let readiness: 'ready' | 'starting' | 'stopping' = 'starting';

  const portal = createPortalAccess(options);
  const kubernetes = createKubernetesAccess({
    accessOf: readClusterAccess(options.config),
    users: createKubernetesUsers(options),
  });
  const pool = createCachePool({ clock, random });
  const dropRemoved = registry.subscribe(event => {
    if (event.kind === 'removed') {
      pool
        .drop(event.name)
        .catch(error => logger.error('A watch did not end', error));
    }
  });
  const queries = createQueries();
  const pageQueries = createQueries({ lingerMs: 0 });
  const live = { registry, portal, kubernetes, pool, queries, clock };
  const audit = createObjectAudit(options);
  const counter = createClusterCounter({
    kubernetes,
    pool,
    onError: thrown => logger.error('Counting objects failed', asError(thrown)),
  });
  const clusters = { registry, portal, kubernetes, pool, counter, clock };
  const sessions = createLiveSessions({
    services: live,
    audit,
    openClusters: feed => openClusterFeed({ services: clusters, ...feed }),
    ...(options.recheckMs !== undefined && { recheckMs: options.recheckMs }),
  });
  const socket = createSocketTransport({ auth, logger, sessions });

  void registry.start().then(() => {
    if (readiness === 'starting') readiness = 'ready';
  });

  return {
    router: createRouter({
      httpAuth: options.httpAuth,
      logger,
      readiness: () => readiness,
      clusters,
      objects: { registry, portal, kubernetes, nowMs: () => clock.nowMs() },
      live,
      pageQueries,
      sessions,
      socket,
      audit,
    }),
    async stop() {
      readiness = 'stopping';
      dropRemoved();
      sessions.dispose();
      await socket.close();
      queries.dispose();
      pageQueries.dispose();
      await pool.dispose();
      await registry.dispose();
    },
  };

  function createQueries(bounds: { readonly lingerMs?: number } = {}) {
    return createLiveQueries<LiveRow>({
      clock,
      random,
      onListenerError: thrown =>
        logger.error('A live query could not be sent', asError(thrown)),
      ...bounds,
    });
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
