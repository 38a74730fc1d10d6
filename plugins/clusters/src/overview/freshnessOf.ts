import type {
  ClusterSummary,
  KindFreshness,
} from '@orrery/backstage-plugin-clusters-common';

/** How fresh a cluster's data is as a whole. */
export type ClusterFreshnessSummary =
  | { readonly kind: 'live'; readonly watched: number }
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly kinds: readonly string[] }
  | {
      readonly kind: 'stale';
      readonly kinds: readonly string[];
      /** Contact with the one that is behind most; absent when never. */
      readonly asOfMs?: number;
      readonly cause?: string;
    };

/** The worst of what is watched; kinds that are forbidden are not stale. `idle` when nobody watches anything. */
export function freshnessOf({
  freshness,
}: ClusterSummary): ClusterFreshnessSummary {
  const behind = freshness.filter(
    ({ state }) => state === 'stale' || state === 'failed',
  );
  if (behind.length > 0) {
    const oldest = behind.reduce((a, b) =>
      (b.asOfMs ?? 0) < (a.asOfMs ?? 0) ? b : a,
    );
    return {
      kind: 'stale',
      kinds: kindsOf(behind),
      ...(oldest.asOfMs !== undefined && { asOfMs: oldest.asOfMs }),
      ...(oldest.cause && { cause: oldest.cause }),
    };
  }
  const loading = freshness.filter(({ state }) => state === 'loading');
  if (loading.length > 0) return { kind: 'loading', kinds: kindsOf(loading) };
  return freshness.length === 0
    ? { kind: 'idle' }
    : { kind: 'live', watched: freshness.length };
}

function kindsOf(freshness: readonly KindFreshness[]): readonly string[] {
  return freshness.map(({ kind }) => kind);
}
