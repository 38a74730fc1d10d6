import type {
  ClusterRegistry,
  ClusterRegistryEvent,
  ManagedCluster,
} from '@orrery/backstage-plugin-clusters-node';

export interface FakeRegistry extends ClusterRegistry {
  add(cluster: ManagedCluster): void;
  remove(name: string): void;
  readonly isDisposed: boolean;
}

export function createFakeRegistry(
  initial: readonly ManagedCluster[],
): FakeRegistry {
  let clusters = [...initial];
  let isDisposed = false;
  const listeners = new Set<(event: ClusterRegistryEvent) => void>();
  const tell = (event: ClusterRegistryEvent) =>
    listeners.forEach(listener => listener(event));
  const follow = (cluster: ManagedCluster) =>
    cluster.subscribe(status =>
      tell({ kind: 'status', name: cluster.name, status }),
    );
  clusters.forEach(follow);
  return {
    clusters: () => clusters,
    find: wanted => clusters.find(({ name }) => name === wanted),
    problems: () => [
      { source: 'test', entry: 'broken', message: 'url is missing' },
    ],
    start: async () => {},
    refresh: async () => {},
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: async () => {
      isDisposed = true;
    },
    add(cluster) {
      clusters = [...clusters, cluster];
      follow(cluster);
      tell({ kind: 'added', cluster });
    },
    remove(name) {
      clusters = clusters.filter(cluster => cluster.name !== name);
      tell({ kind: 'removed', name });
    },
    get isDisposed() {
      return isDisposed;
    },
  };
}
