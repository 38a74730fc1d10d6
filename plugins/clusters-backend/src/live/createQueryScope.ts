import {
  type ClusterFreshness,
  clustersObjectReadPermission,
  type LiveQuery,
  type LiveRow,
} from '@orrery/backstage-plugin-clusters-common';
import type { ManagedCluster } from '@orrery/backstage-plugin-clusters-node';
import type { LiveMember } from '@orrery/watch-cache';
import type { Caller } from '../access/Caller';
import type { PortalDecision } from '../access/createPortalAccess';
import { type ListPlan, planList } from '../access/planList';
import { stableHash } from '../access/stableHash';
import type { RowLease } from './createCachePool';
import { freshnessOf } from './freshnessOf';
import type { LiveServices } from './LiveServices';

/**
 * The clusters, rights and watches behind one query of one caller.
 * - Clusters settle on their own; one that does not answer holds up no other.
 * - When rights cannot be found out because the cluster does not answer, what was allowed before stays, marked stale.
 * - Clusters that come, go or come back are taken in without being asked.
 */
export interface QueryScope {
  members(): readonly LiveMember<LiveRow>[];
  /** Equal for callers who may see the same rows of the same watches. */
  rightsKey(): string;
  freshness(): readonly ClusterFreshness[];
  /** Finds rights anew; resolves when every cluster settled. Rejects with `FORBIDDEN` when the portal denies all. */
  refresh(caller: Caller): Promise<void>;
  /** Releases every watch. */
  close(): void;
}

export interface QueryScopeOptions {
  readonly services: LiveServices;
  readonly query: Pick<LiveQuery, 'clusters' | 'kind' | 'namespace'>;
  /** `members`: members or rights changed; `freshness`: only their freshness may have. */
  readonly onChange: (what: 'members' | 'freshness') => void;
}

interface Part {
  readonly cluster?: ManagedCluster;
  plan?: ListPlan;
  leases: readonly RowLease[];
  undo: readonly (() => void)[];
  unsubscribe?: () => void;
}

const unknownCluster: ListPlan = {
  kind: 'closed',
  state: 'failed',
  cause: 'No cluster of this name is configured',
  transient: false,
};

export function createQueryScope(options: QueryScopeOptions): QueryScope {
  const { services, query, onChange } = options;
  const parts = new Map<string, Part>();
  let asked: { caller: Caller; decision: PortalDecision } | undefined;
  let isClosed = false;

  const unsubscribeRegistry = services.registry.subscribe(event => {
    if (event.kind !== 'status' && asked) {
      void settleAll(asked.caller, asked.decision);
    }
  });

  return {
    members: () => [...parts.values()].flatMap(membersOf),
    rightsKey: () =>
      stableHash(
        [...parts].map(([name, { plan }]) => [
          name,
          plan?.kind === 'open' ? keyOf(plan) : '',
        ]),
      ),
    freshness: () =>
      [...parts].flatMap(
        ([name, { plan, leases }]) =>
          freshnessOf(
            name,
            plan,
            leases.map(lease => lease.status()),
          ) ?? [],
      ),
    async refresh(caller) {
      const decision = await services.portal.decide(
        caller,
        clustersObjectReadPermission,
      );
      asked = { caller, decision };
      await settleAll(caller, decision);
    },
    close() {
      isClosed = true;
      unsubscribeRegistry();
      [...parts.keys()].forEach(remove);
    },
  };

  async function settleAll(
    caller: Caller,
    decision: PortalDecision,
  ): Promise<void> {
    const names =
      query.clusters.length > 0
        ? [...new Set(query.clusters)]
        : services.registry.clusters().map(({ name }) => name);
    for (const name of parts.keys()) {
      if (!names.includes(name)) {
        remove(name);
        onChange('members');
      }
    }
    await Promise.all(names.map(name => settle(name, caller, decision)));
  }

  async function settle(
    name: string,
    caller: Caller,
    decision: PortalDecision,
  ): Promise<void> {
    if (isClosed) return;
    const cluster = services.registry.find(name);
    let part = parts.get(name);
    if (!part || part.cluster !== cluster) {
      remove(name);
      part = { ...(cluster && { cluster }), leases: [], undo: [] };
      parts.set(name, part);
      part.unsubscribe = cluster?.subscribe(() => clusterChanged(name));
    }
    const plan = cluster
      ? await planList(services.kubernetes, decision, caller, {
          cluster,
          kind: query.kind,
          namespaces: query.namespace ?? [],
          named: query.clusters.length > 0,
        })
      : unknownCluster;
    if (!isClosed && parts.get(name) === part) {
      adopt(part, plan);
    }
  }

  function adopt(part: Part, plan: ListPlan): void {
    const before = part.plan;
    if (plan.kind === 'closed' && plan.transient && before?.kind === 'open') {
      return;
    }
    if (before && keyOf(before) === keyOf(plan)) {
      return;
    }
    const old = part.undo;
    part.plan = plan;
    part.leases = leasesOf(part, plan);
    part.undo = part.leases.flatMap(lease => [
      lease.onStatus(() => onChange('freshness')),
      () => lease.release(),
    ]);
    old.forEach(undo => undo());
    onChange('members');
  }

  function leasesOf({ cluster }: Part, plan: ListPlan): readonly RowLease[] {
    if (plan.kind === 'closed' || !cluster) {
      return [];
    }
    const { target, own, scopes } = plan;
    return scopes.map(namespace =>
      services.pool.lease({
        cluster,
        target,
        ...(namespace !== undefined && { namespace }),
        ...(own && { own }),
      }),
    );
  }

  function clusterChanged(name: string): void {
    const part = parts.get(name);
    if (part?.plan?.kind === 'closed' && part.plan.transient && asked) {
      void settle(name, asked.caller, asked.decision);
    }
    onChange('freshness');
  }

  function remove(name: string): void {
    const part = parts.get(name);
    parts.delete(name);
    part?.undo.forEach(undo => undo());
    part?.unsubscribe?.();
  }
}

function membersOf({ plan, cluster, leases }: Part): LiveMember<LiveRow>[] {
  if (plan?.kind !== 'open' || !cluster) {
    return [];
  }
  return leases.map(({ store }) => ({
    cluster: cluster.name,
    store,
    allows: plan.allows,
  }));
}

function keyOf(plan: ListPlan): string {
  return plan.kind === 'open'
    ? stableHash([
        plan.rightsKey,
        plan.scopes.map(scope => scope ?? ''),
        plan.own?.key,
        plan.target,
        plan.cause,
        plan.forbiddenNamespaces,
      ])
    : stableHash([plan.state, plan.cause, plan.transient]);
}
