import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import type { HealthStatus } from '@orrery/kubernetes-model';
import { combineRestarts } from './combineRestarts';
import { combineWorkloadHealth } from './combineWorkloadHealth';
import { compareAppNodes } from './compareAppNodes';
import type { AppCluster, AppKind, AppNode, AppTree } from './AppTree';
import { NOTHING_UNKNOWN } from './UnknownLists';
import type { UnknownLists } from './UnknownLists';

export const EMPTY_APP_TREE: AppTree = {
  clusters: [],
  counts: {
    Healthy: 0,
    Suspended: 0,
    Unknown: 0,
    Progressing: 0,
    Degraded: 0,
    Failed: 0,
  },
  nodes: new Map(),
};

/**
 * Groups rows of any `AppKind`, in any order, into workloads by cluster.
 *
 * - A row belongs to its owner when the owner is among `rows`; otherwise it stands for itself (a bare pod), unless the owner
 *   may still come: its list is `missing`.
 * - Where lists below a workload are unknown, so are its restarts, and it says why.
 * - Nodes, clusters and the tree whose content is that of `previous` are the same objects.
 * - Cost: O(rows · log rows), nothing is compared deeply: rows must keep their identity while unchanged.
 */
export function buildAppTree(
  rows: readonly LiveRow[],
  previous: AppTree = EMPTY_APP_TREE,
  unknown: UnknownLists = NOTHING_UNKNOWN,
): AppTree {
  const known = new Set(rows.map(row => uidOf(row, row.uid)));
  const childrenOf = new Map<string, LiveRow[]>();
  const tops: LiveRow[] = [];
  for (const row of rows) {
    const owner = row.owner && uidOf(row, row.owner.uid);
    if (owner && known.has(owner)) listAt(childrenOf, owner).push(row);
    else if (!mayHaveOwner(row, unknown)) tops.push(row);
  }

  const nodes = new Map<string, AppNode>();
  const build = (row: LiveRow): AppNode => {
    const below = (childrenOf.get(uidOf(row, row.uid)) ?? []).map(build);
    const isOlder = (node: AppNode) =>
      row.kind === 'Deployment' && isInactive(node);
    const unknownBelow = unknownBelowOf(row, unknown);
    const node = reuse(previous, {
      id: `${row.cluster}|${row.kind}|${row.key}`,
      row,
      health: combineWorkloadHealth(row, below),
      restarts: combineRestarts(row, below, unknownBelow !== undefined),
      children: below.filter(each => !isOlder(each)).sort(compareAppNodes),
      olderRevisions: below.filter(isOlder).sort(compareAppNodes),
      ...(unknownBelow !== undefined && { unknownBelow }),
    });
    nodes.set(node.id, node);
    return node;
  };

  const byCluster = new Map<string, AppNode[]>();
  for (const row of tops) listAt(byCluster, row.cluster).push(build(row));
  const clusters = [...byCluster]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([cluster, workloads]) =>
      reuseCluster(previous, {
        cluster,
        workloads: workloads.sort(compareAppNodes),
      }),
    );
  if (isSameList(previous.clusters, clusters)) return previous;
  return { clusters, counts: countsOf(clusters), nodes };
}

/** Kinds whose objects stand below a kind, the direct ones first. */
const BELOW: Readonly<Record<string, readonly AppKind[]>> = {
  Deployment: ['ReplicaSet', 'Pod'],
  StatefulSet: ['Pod'],
  DaemonSet: ['Pod'],
  ReplicaSet: ['Pod'],
  Job: ['Pod'],
  CronJob: ['Job', 'Pod'],
};

const OWNERS: readonly AppKind[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'ReplicaSet',
];

function unknownBelowOf(
  { kind, cluster, namespace }: LiveRow,
  unknown: UnknownLists,
): string | undefined {
  for (const below of BELOW[kind] ?? []) {
    const reason = unknown.of(below, cluster, namespace);
    if (reason) return reason.words;
  }
  return undefined;
}

function mayHaveOwner(row: LiveRow, unknown: UnknownLists): boolean {
  const kind = OWNERS.find(each => each === row.owner?.kind);
  return (
    kind !== undefined &&
    unknown.of(kind, row.cluster, row.namespace)?.kind === 'missing'
  );
}

/** A ReplicaSet that runs nothing and should not. */
function isInactive({ row, children }: AppNode): boolean {
  return (
    row.kind === 'ReplicaSet' && row.desired === 0 && children.length === 0
  );
}

function uidOf(row: LiveRow, uid: string): string {
  return `${row.cluster}|${uid}`;
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** Health and restarts follow from the row and what is below it, so those need no comparison. */
function reuse({ nodes }: AppTree, node: AppNode): AppNode {
  const before = nodes.get(node.id);
  return before &&
    before.row === node.row &&
    before.unknownBelow === node.unknownBelow &&
    isSameList(before.children, node.children) &&
    isSameList(before.olderRevisions, node.olderRevisions)
    ? before
    : node;
}

function reuseCluster({ clusters }: AppTree, next: AppCluster): AppCluster {
  const before = clusters.find(({ cluster }) => cluster === next.cluster);
  return before && isSameList(before.workloads, next.workloads) ? before : next;
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function countsOf(
  clusters: readonly AppCluster[],
): Record<HealthStatus, number> {
  const counts = { ...EMPTY_APP_TREE.counts };
  for (const { workloads } of clusters) {
    for (const { health } of workloads) counts[health.status] += 1;
  }
  return counts;
}
