import { useApi } from '@backstage/core-plugin-api';
import type { ClusterList } from '@orrery/backstage-plugin-clusters-common';
import { useCallback, useSyncExternalStore } from 'react';
import { clustersApiRef } from '../client/ClustersApi';
import { liveConnectionApiRef } from '../live/liveConnectionApiRef';
import { useRequest } from '../request/useRequest';
import type { RequestResult } from '../request/useRequest';

/** Every cluster that the viewer may see, kept up to date. The first paint does not wait for the live connection. */
export function useClusterList(): RequestResult<ClusterList> {
  const api = useApi(clustersApiRef);
  const connection = useApi(liveConnectionApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.listClusters({ signal }),
    [api],
  );
  const first = useRequest(load);
  const subscribe = useCallback(
    (listener: () => void) => connection.subscribeClusters(listener),
    [connection],
  );
  const live = useSyncExternalStore(subscribe, () => connection.clusters);
  const reloadFirst = first.reload;
  const reload = useCallback(() => {
    reloadFirst();
    connection.restartClusters();
  }, [reloadFirst, connection]);
  if (!live.list && !live.error) return { ...first, reload };
  return {
    value: live.list ?? first.value,
    error: live.error,
    isLoading: false,
    reload,
  };
}
