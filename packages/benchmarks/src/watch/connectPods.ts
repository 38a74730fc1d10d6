import {
  createClusterRegistry,
  systemClock,
} from '@orrery/backstage-plugin-clusters-node';
import {
  rowOf,
  trimObject,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import {
  createResourceCache,
  type LiveRowBase,
  type ResourceLease,
} from '@orrery/watch-cache';

const POD = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
};

const quietLogger = {
  error: (message: string) => console.error(message),
  warn: (message: string) => console.error(message),
  info: () => {},
  debug: () => {},
  child() {
    return this;
  },
};

/** All pods of one cluster, watched. */
export interface PodConnection {
  readonly lease: ResourceLease<KubernetesObject, LiveRowBase>;
  dispose(): Promise<void>;
}

/** Watches all pods of the API server at `url` as the backend does: through the cluster registry and a resource cache. */
export async function connectPods(url: string): Promise<PodConnection> {
  const registry = createClusterRegistry({
    config: { getOptional: () => undefined },
    logger: quietLogger,
    sources: [
      {
        name: 'benchmark',
        list: async () => [{ name: 'bench', url, auth: { kind: 'anonymous' } }],
      },
    ],
  });
  await registry.start();
  const cluster = registry.find('bench');
  if (cluster === undefined)
    throw new Error(JSON.stringify(registry.problems()));
  const cache = createResourceCache<KubernetesObject, LiveRowBase>({
    source: cluster.watchSource(POD),
    clock: systemClock,
    random: Math.random,
    trim: object => trimObject(object, POD),
    project: (object, nowMs) => {
      const row = rowOf(object, POD, { nowMs });
      return { ...row, id: `bench|${row.key}`, cluster: 'bench' };
    },
  });
  return {
    lease: cache.lease(),
    dispose: async () => {
      await cache.dispose();
      await registry.dispose();
    },
  };
}
