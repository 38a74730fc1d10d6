import { createApiRef } from '@backstage/core-plugin-api';
import type {
  ClusterList,
  EventList,
  LiveQuery,
  ObjectDetail,
  ObjectPage,
  OwnerList,
} from '@orrery/backstage-plugin-clusters-common';

/** Names one object. `kind` is a kind or `plural.group`, as in a live query. */
export interface ObjectReference {
  readonly cluster: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/**
 * Reads from `/api/clusters`. Every method rejects with `ClustersError`, or with the reason of its `signal`.
 * For what changes while somebody looks, use `useLiveQuery`.
 */
export interface ClustersApi {
  listClusters(options?: RequestOptions): Promise<ClusterList>;
  /** One page, sorted and filtered by the backend. */
  listObjects(query: LiveQuery, options?: RequestOptions): Promise<ObjectPage>;
  getObject(
    reference: ObjectReference,
    options?: RequestOptions,
  ): Promise<ObjectDetail>;
  /** From the direct owner upwards. */
  getOwners(
    reference: ObjectReference,
    options?: RequestOptions,
  ): Promise<OwnerList>;
  /** Newest first. */
  getEvents(
    reference: ObjectReference,
    options?: RequestOptions,
  ): Promise<EventList>;
}

export const clustersApiRef = createApiRef<ClustersApi>({
  id: 'plugin.clusters.client',
});
