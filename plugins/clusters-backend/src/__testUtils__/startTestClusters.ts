import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { clustersPermissions } from '@orrery/backstage-plugin-clusters-common';
import {
  type ManagedCluster,
  systemClock,
} from '@orrery/backstage-plugin-clusters-node';
import type { Router } from 'express';
import { clustersObjectRef, clustersObjectRules } from '../access/rules';
import { type ClustersBackend, wireClusters } from '../wireClusters';
import { createFakeRegistry, type FakeRegistry } from './createFakeRegistry';

export interface TestClustersOptions {
  readonly clusters: readonly ManagedCluster[];
  readonly config?: object;
  /** Asked anew on each check. Default: allow. */
  readonly decide?: (permission: string) => PolicyDecision;
  readonly recheckMs?: number;
  /** Further plugins of the backend. */
  readonly features?: readonly object[];
}

export interface TestClusters {
  /** For supertest, and its port for sockets. */
  readonly server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  readonly url: string;
  readonly registry: FakeRegistry;
  readonly router: Router;
  readonly auditor: ReturnType<typeof mockServices.auditor.mock>;
  stop(): Promise<void>;
}

/** A real Backstage backend with the clusters backend over scripted clusters. */
export async function startTestClusters(
  options: TestClustersOptions,
): Promise<TestClusters> {
  const registry = createFakeRegistry(options.clusters);
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockImplementation(async () => ({
    success: async () => {},
    fail: async () => {},
  }));
  const decide = options.decide ?? (() => ({ result: AuthorizeResult.ALLOW }));
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result:
          decide(permission.name).result === AuthorizeResult.DENY
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(({ permission }) => decide(permission.name)),
  });
  let backend: ClustersBackend | undefined;
  const plugin = createBackendPlugin({
    pluginId: 'clusters',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          http: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          permissionsRegistry: coreServices.permissionsRegistry,
          userInfo: coreServices.userInfo,
        },
        async init({ http, lifecycle, ...services }) {
          services.permissionsRegistry.addResourceType({
            resourceRef: clustersObjectRef,
            permissions: clustersPermissions,
            rules: Object.values(clustersObjectRules),
          });
          const wired = wireClusters({
            ...services,
            auditor,
            permissions,
            registry,
            clock: systemClock,
            random: Math.random,
            ...(options.recheckMs !== undefined && {
              recheckMs: options.recheckMs,
            }),
          });
          backend = wired;
          lifecycle.addShutdownHook(() => wired.stop());
          http.use(wired.router);
          http.addAuthPolicy({ path: '/health', allow: 'unauthenticated' });
          http.addAuthPolicy({ path: '/socket', allow: 'unauthenticated' });
        },
      });
    },
  });
  const running = await startTestBackend({
    features: [
      plugin,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({ data: options.config ?? {} }),
      ...((options.features ?? []) as []),
    ],
  });
  if (!backend) throw new Error('The plugin did not start');
  const { server } = running;
  return {
    server,
    url: `http://localhost:${server.port()}`,
    registry,
    router: backend.router,
    auditor,
    stop: () => running.stop(),
  };
}
