import type {
  ClusterList,
  ClusterSummary,
  LiveEvent,
} from '@orrery/backstage-plugin-clusters-common';
import type { ClustersError } from '../client/ClustersError';
import { toClustersError } from '../client/toClustersError';

/** The clusters as the backend told last. The object changes only when something in it did. */
export interface LiveClusters {
  /** Absent until the first snapshot. */
  readonly list?: ClusterList;
  /** Why the subscription ended; the list that was there stays. */
  readonly error?: ClustersError;
}

export const NO_LIVE_CLUSTERS: LiveClusters = {};

/** The list of clusters, built from its events; clusters that did not change keep their identity. */
export class ClusterListStore {
  /** Never resumes: a snapshot is small. */
  readonly position = undefined;
  #result: LiveClusters = NO_LIVE_CLUSTERS;
  #next: LiveClusters = NO_LIVE_CLUSTERS;

  get result(): LiveClusters {
    return this.#result;
  }

  receive(event: LiveEvent): void {
    const { list } = this.#next;
    if (event.event === 'clusters:snapshot') {
      const { items, problems } = event;
      this.#next = { list: { items, problems } };
    } else if (event.event === 'clusters:updated' && list) {
      const { items, removed, problems = list.problems } = event;
      this.#next = {
        list: { items: merge(list.items, items, removed), problems },
      };
    } else if (event.event === 'error') {
      this.#next = { ...this.#next, error: toClustersError(event.error) };
    }
  }

  /** Takes what was received into `result`; false when nothing changed. */
  flush(): boolean {
    if (this.#result === this.#next) return false;
    this.#result = this.#next;
    return true;
  }
}

function merge(
  before: readonly ClusterSummary[],
  changed: readonly ClusterSummary[],
  removed: readonly string[],
): readonly ClusterSummary[] {
  const byName = new Map(before.map(cluster => [cluster.name, cluster]));
  for (const cluster of changed) byName.set(cluster.name, cluster);
  for (const name of removed) byName.delete(name);
  return [...byName.values()];
}
