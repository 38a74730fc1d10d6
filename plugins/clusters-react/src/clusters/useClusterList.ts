import { useApi } from '@backstage/core-plugin-api';
import type { ClusterList } from '@orrery/backstage-plugin-clusters-common';
import { useCallback, useEffect, useState } from 'react';
import { clustersApiRef } from '../client/ClustersApi';
import { useRequest } from '../request/useRequest';
import type { RequestResult } from '../request/useRequest';

/** The states of clusters are not part of the live stream; a visible page asks this often. */
export const CLUSTER_LIST_REFRESH_MS = 5_000;

/** Every cluster that the viewer may see, asked again every few seconds while the page is visible. */
export function useClusterList(): RequestResult<ClusterList> {
  const api = useApi(clustersApiRef);
  const [round, setRound] = useState(0);
  const load = useCallback(
    (signal: AbortSignal) => api.listClusters({ signal }),
    [api],
  );
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden') setRound(count => count + 1);
    }, CLUSTER_LIST_REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return useRequest(load, String(round));
}
