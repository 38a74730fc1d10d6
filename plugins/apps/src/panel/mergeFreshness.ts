import type { ClusterFreshness } from '@orrery/backstage-plugin-clusters-common';

const WORST_LAST: readonly ClusterFreshness['state'][] = [
  'live',
  'loading',
  'forbidden',
  'stale',
  'failed',
];

/** One entry per cluster: the worst of what its kinds say, and every namespace that was left out. */
export function mergeFreshness(
  lists: readonly (readonly ClusterFreshness[])[],
): readonly ClusterFreshness[] {
  const merged = new Map<string, ClusterFreshness>();
  for (const next of lists.flat()) {
    const before = merged.get(next.cluster);
    merged.set(next.cluster, before ? worse(before, next) : next);
  }
  return [...merged.values()].sort((a, b) =>
    a.cluster.localeCompare(b.cluster),
  );
}

function worse(a: ClusterFreshness, b: ClusterFreshness): ClusterFreshness {
  const worst =
    WORST_LAST.indexOf(b.state) > WORST_LAST.indexOf(a.state) ? b : a;
  const forbidden = new Set([
    ...(a.forbiddenNamespaces ?? []),
    ...(b.forbiddenNamespaces ?? []),
  ]);
  return {
    ...worst,
    synced: a.synced && b.synced,
    ...(forbidden.size > 0 && { forbiddenNamespaces: [...forbidden].sort() }),
  };
}
