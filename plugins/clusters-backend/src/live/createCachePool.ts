import type {
  KindFreshness,
  LiveRow,
} from '@orrery/backstage-plugin-clusters-common';
import type {
  KindRef,
  ManagedCluster,
  Viewer,
} from '@orrery/backstage-plugin-clusters-node';
import { type KubernetesObject, trimObject } from '@orrery/kubernetes-model';
import {
  type Clock,
  createResourceCache,
  type ResourceCache,
  type ResourceLease,
} from '@orrery/watch-cache';
import { toLiveRow } from '../objects/toLiveRow';
import { viewStateOf } from './viewStateOf';

export type RowLease = ResourceLease<KubernetesObject, LiveRow>;

/** One watch: a kind of a cluster, or of one namespace of it; with `own` it belongs to one viewer. */
export interface CacheKey {
  readonly cluster: ManagedCluster;
  readonly target: KindRef;
  readonly namespace?: string;
  readonly own?: { readonly key: string; readonly viewer: Viewer };
}

/**
 * Every watch of the process. Equal keys share one watch; it ends `idleMs` after the last release, and its memory is freed.
 * A cluster object that left the registry must be dropped; leases on it then see a frozen store.
 */
export interface CachePool {
  lease(key: CacheKey): RowLease;
  /** Freshness of the kinds that are watched with the shared credential, cluster-wide. */
  freshness(cluster: ManagedCluster): readonly KindFreshness[];
  /** Number of objects in a complete, cluster-wide, shared watch; `undefined` when there is none. */
  count(cluster: ManagedCluster, target: KindRef): number | undefined;
  /** A watch began, ended or changed state; returns its undo. */
  onChange(listener: () => void): () => void;
  drop(cluster: string): Promise<void>;
  dispose(): Promise<void>;
}

export interface CachePoolOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** Default 60 000. */
  readonly idleMs?: number;
}

interface Entry {
  readonly key: CacheKey;
  readonly cache: ResourceCache<KubernetesObject, LiveRow>;
  /** Held by the pool while others hold leases, to read status and size without opening a watch. */
  lease?: RowLease;
  leases: number;
  eviction?: NodeJS.Timeout;
}

export function createCachePool(options: CachePoolOptions): CachePool {
  const { clock, random, idleMs = 60_000 } = options;
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach(listener => listener());

  return {
    lease(key) {
      const id = idOf(key);
      let entry = entries.get(id);
      // The registry replaces the object of a cluster whose configuration changed.
      if (entry && entry.key.cluster !== key.cluster) {
        void discard(id, entry);
        entry = undefined;
      }
      if (!entry) {
        entry = { key, cache: createCache(key), leases: 0 };
        entries.set(id, entry);
      }
      return leaseOf(id, entry);
    },
    freshness: cluster =>
      sharedEntries(cluster).map(({ key, lease }) => ({
        kind: key.target.kind,
        ...viewStateOf(lease.status()),
      })),
    count(cluster, target) {
      const found = sharedEntries(cluster).find(
        ({ key }) =>
          key.target.plural === target.plural &&
          key.target.group === target.group,
      );
      return found && viewStateOf(found.lease.status()).state === 'live'
        ? found.lease.store.size
        : undefined;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async drop(cluster) {
      const dropped = [...entries].filter(
        ([, { key }]) => key.cluster.name === cluster,
      );
      await Promise.all(dropped.map(([id, entry]) => discard(id, entry)));
    },
    async dispose() {
      await Promise.all([...entries].map(([id, entry]) => discard(id, entry)));
    },
  };

  function createCache(key: CacheKey) {
    const { cluster, target, namespace, own } = key;
    return createResourceCache<KubernetesObject, LiveRow>({
      source: cluster.watchSource(
        target,
        namespace === undefined ? {} : { namespace },
        own?.viewer,
      ),
      clock,
      random,
      trim: object => trimObject(object, target),
      project: (object, nowMs) =>
        toLiveRow(cluster.name, target, object, nowMs),
      idleMs: 0,
    });
  }

  function leaseOf(id: string, entry: Entry): RowLease {
    clearTimeout(entry.eviction);
    entry.leases += 1;
    entry.lease ??= watched(entry.cache.lease());
    const lease = entry.cache.lease();
    let released = false;
    return {
      store: lease.store,
      status: () => lease.status(),
      onStatus: listener => lease.onStatus(listener),
      release() {
        if (released) return;
        released = true;
        lease.release();
        entry.leases -= 1;
        if (entry.leases === 0 && entries.get(id) === entry) {
          entry.eviction = setTimeout(() => void discard(id, entry), idleMs);
          entry.eviction.unref();
        }
      },
    };
  }

  function watched(lease: RowLease): RowLease {
    lease.onStatus(changed);
    changed();
    return lease;
  }

  async function discard(id: string, entry: Entry): Promise<void> {
    clearTimeout(entry.eviction);
    if (entries.get(id) === entry) {
      entries.delete(id);
    }
    entry.lease?.release();
    changed();
    await entry.cache.dispose();
  }

  function sharedEntries(cluster: ManagedCluster) {
    return [...entries.values()].flatMap(({ key, lease }) =>
      key.cluster === cluster &&
      key.namespace === undefined &&
      key.own === undefined &&
      lease !== undefined
        ? [{ key, lease }]
        : [],
    );
  }
}

function idOf({ cluster, target, namespace, own }: CacheKey): string {
  const { group, version, plural } = target;
  return JSON.stringify([
    cluster.name,
    group,
    version,
    plural,
    namespace ?? '',
    own?.key ?? '',
  ]);
}
