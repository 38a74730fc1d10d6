import type { ClusterCounts } from '@orrery/backstage-plugin-clusters-common';
import type {
  KindRef,
  ManagedCluster,
} from '@orrery/backstage-plugin-clusters-node';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../access/Caller';
import type {
  Identity,
  KubernetesAccess,
} from '../access/createKubernetesAccess';
import type { PortalDecision } from '../access/createPortalAccess';
import { toErrorAnswer } from '../errors/toErrorAnswer';
import type { CachePool } from '../live/createCachePool';

/** Numbers of nodes, pods and namespaces of a cluster. */
export interface ClusterCounter {
  /**
   * Never rejects and never waits long: a count that is not known, or that the caller may not have in full, is left out.
   * A complete watch is counted; else the cluster is asked for one object and the number of those left, at most every 30 s.
   */
  counts(
    caller: Caller,
    decision: PortalDecision,
    cluster: ManagedCluster,
  ): Promise<ClusterCounts | undefined>;
}

export interface ClusterCounterOptions {
  readonly kubernetes: KubernetesAccess;
  readonly pool: Pick<CachePool, 'count'>;
  /** Called with failures that are not answers of the cluster. */
  readonly onError: (thrown: unknown) => void;
}

const KEEP_MS = 30_000;
const TIMEOUT_MS = 2_000;

const kinds = {
  nodes: kindRef('nodes', 'Node', false),
  pods: kindRef('pods', 'Pod', true),
  namespaces: kindRef('namespaces', 'Namespace', false),
};

export function createClusterCounter(
  options: ClusterCounterOptions,
): ClusterCounter {
  const { kubernetes, pool, onError } = options;
  const known = new LRUCache<string, number>({ max: 10_000, ttl: KEEP_MS });

  return {
    async counts(caller, decision, cluster) {
      const { state } = cluster.status();
      if (state !== 'connected' && state !== 'degraded') {
        return undefined;
      }
      try {
        const identity = await kubernetes.identify(caller, cluster);
        const [nodes, pods, namespaces] = await Promise.all([
          count(decision, identity, cluster, kinds.nodes),
          count(decision, identity, cluster, kinds.pods),
          count(decision, identity, cluster, kinds.namespaces),
        ]);
        return {
          ...(nodes !== undefined && { nodes }),
          ...(pods !== undefined && { pods }),
          ...(namespaces !== undefined && { namespaces }),
        };
      } catch (thrown) {
        if (toErrorAnswer(thrown).unexpected) onError(thrown);
        return undefined;
      }
    },
  };

  async function count(
    decision: PortalDecision,
    identity: Identity,
    cluster: ManagedCluster,
    target: KindRef,
  ): Promise<number | undefined> {
    if (decision.beforehand(cluster.name, target.kind) !== 'always') {
      return undefined;
    }
    try {
      const question = { verb: 'list', kind: target };
      if (
        identity.reviewed &&
        !(await kubernetes.may(cluster, identity, question))
      ) {
        return undefined;
      }
      return (
        (cluster.credentials === 'shared'
          ? pool.count(cluster, target)
          : undefined) ?? (await ask(identity, cluster, target))
      );
    } catch (thrown) {
      if (toErrorAnswer(thrown).unexpected) onError(thrown);
      return undefined;
    }
  }

  async function ask(
    identity: Identity,
    cluster: ManagedCluster,
    target: KindRef,
  ): Promise<number | undefined> {
    const own = cluster.credentials === 'viewer' ? identity : undefined;
    const key = JSON.stringify([cluster.name, target.plural, own?.key]);
    const kept = known.get(key);
    if (kept !== undefined) {
      return kept;
    }
    const list = await cluster.connection.list(target, {
      limit: 1,
      timeoutMs: TIMEOUT_MS,
      ...(own?.viewer && { viewer: own.viewer }),
    });
    // A server may leave the number of those left out; then only a complete answer is a count.
    const left =
      list.remainingItemCount ??
      (list.continueToken === undefined ? 0 : undefined);
    if (left === undefined) {
      return undefined;
    }
    const total = list.items.length + left;
    known.set(key, total);
    return total;
  }
}

function kindRef(plural: string, kind: string, namespaced: boolean): KindRef {
  return { group: '', version: 'v1', plural, kind, namespaced };
}
