import type {
  ClusterFreshness,
  LiveRow,
} from '@orrery/backstage-plugin-clusters-common';

/**
 * Rows from before a reset whose cluster has not been listed again: a backend that just started answers before it has read every
 * cluster, and what it has not read is not gone. They stay until they are sent again, or their cluster is complete or withheld.
 */
export class UnconfirmedRows {
  readonly #clusters = new Map<string, string>();

  /** Forgets all of before; returns which of `rows` stay beside a snapshot of this freshness. */
  begin(
    rows: Iterable<LiveRow>,
    freshness: readonly ClusterFreshness[],
  ): readonly LiveRow[] {
    this.#clusters.clear();
    const unread = unreadClusters(freshness);
    const kept = [...rows].filter(({ cluster }) => unread.has(cluster));
    for (const { id, cluster } of kept) this.#clusters.set(id, cluster);
    return kept;
  }

  /** The row was told of again, or was deleted. */
  confirm(id: string): void {
    this.#clusters.delete(id);
  }

  /** The ids that go now: their cluster was read to the end and did not bring them, or may not be shown any more. */
  settle(freshness: readonly ClusterFreshness[]): readonly string[] {
    if (this.#clusters.size === 0) return [];
    const unread = unreadClusters(freshness);
    const gone = [...this.#clusters]
      .filter(([, cluster]) => !unread.has(cluster))
      .map(([id]) => id);
    for (const id of gone) this.#clusters.delete(id);
    return gone;
  }
}

function unreadClusters(
  freshness: readonly ClusterFreshness[],
): ReadonlySet<string> {
  return new Set(
    freshness
      .filter(({ synced, state }) => !synced && state !== 'forbidden')
      .map(({ cluster }) => cluster),
  );
}
