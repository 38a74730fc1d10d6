import { useApi } from '@backstage/core-plugin-api';
import type {
  ClusterFreshness,
  ObjectDetail,
} from '@orrery/backstage-plugin-clusters-common';
import { useCallback } from 'react';
import { clustersApiRef } from '../client/ClustersApi';
import type { ObjectReference } from '../client/ClustersApi';
import { useLiveQuery } from '../live/useLiveQuery';
import { useRequest } from '../request/useRequest';
import type { RequestResult } from '../request/useRequest';

export interface UseObject {
  readonly detail: RequestResult<ObjectDetail>;
  /** Changes whenever the object's row does; what was fetched is fetched again then. */
  readonly version: string;
  /** It was there and is gone. */
  readonly isGone: boolean;
  /** How fresh what the cluster says of it is. */
  readonly freshness: readonly ClusterFreshness[];
}

/** The whole object, fetched again whenever its live row changes. */
export function useObject(reference: ObjectReference): UseObject {
  const api = useApi(clustersApiRef);
  const { cluster, kind, name, namespace } = reference;
  const live = useLiveQuery({
    clusters: [cluster],
    kind,
    ...(namespace && { namespace: [namespace] }),
    text: name,
  });
  const key = namespace ? `${namespace}/${name}` : name;
  const row = live.rows.find(each => each.key === key);
  const version = row ? JSON.stringify(row) : '';
  const load = useCallback(
    (signal: AbortSignal) =>
      api.getObject({ cluster, kind, name, namespace }, { signal }),
    [api, cluster, kind, name, namespace],
  );
  const detail = useRequest(load, version);
  return {
    detail,
    version,
    isGone:
      live.state === 'ready' &&
      !row &&
      detail.value !== undefined &&
      live.freshness.every(isKnown),
    freshness: live.freshness,
  };
}

/** What a cluster does not list is gone only when the cluster was read, and may be. */
function isKnown({ state, synced }: ClusterFreshness): boolean {
  return synced && state !== 'forbidden';
}
