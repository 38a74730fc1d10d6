import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  clustersClusterReadPermission,
  clustersObjectReadPermission,
  clustersObjectWritePermission,
} from '@orrery/backstage-plugin-clusters-common';
import {
  clustersExtensionPoint,
  type ClusterSource,
  createClusterRegistry,
  systemClock,
} from '@orrery/backstage-plugin-clusters-node';
import { clustersObjectRef, clustersObjectRules } from './access/rules';
import { wireClusters } from './wireClusters';

/** Clusters, their objects, and live queries on them, under `/api/clusters`. */
export const clustersPlugin = createBackendPlugin({
  pluginId: 'clusters',
  register(env) {
    const sources: ClusterSource[] = [];
    env.registerExtensionPoint(clustersExtensionPoint, {
      addClusterSource: source => sources.push(source),
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        http: coreServices.httpRouter,
        httpAuth: coreServices.httpAuth,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init({ http, lifecycle, ...services }) {
        const { permissionsRegistry } = services;
        permissionsRegistry.addPermissions([clustersClusterReadPermission]);
        permissionsRegistry.addResourceType({
          resourceRef: clustersObjectRef,
          permissions: [
            clustersObjectReadPermission,
            clustersObjectWritePermission,
          ],
          rules: Object.values(clustersObjectRules),
        });
        const backend = wireClusters({
          ...services,
          clock: systemClock,
          random: Math.random,
          registry: createClusterRegistry({ ...services, sources }),
        });
        // Before the HTTP server stops, which waits for open streams.
        lifecycle.addShutdownHook(() => backend.stop());
        http.use(backend.router);
        http.addAuthPolicy({ path: '/health', allow: 'unauthenticated' });
        // Browsers cannot set headers on WebSockets: the token comes in the handshake, and is checked there.
        http.addAuthPolicy({ path: '/socket', allow: 'unauthenticated' });
      },
    });
  },
});
