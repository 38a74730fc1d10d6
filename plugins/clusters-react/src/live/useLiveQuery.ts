import { useApi } from '@backstage/core-plugin-api';
import type { LiveQuery } from '@orrery/backstage-plugin-clusters-common';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { liveConnectionApiRef } from './liveConnectionApiRef';
import { liveQueryKeyOf } from './liveQueryKeyOf';
import { EMPTY_LIVE_RESULT } from './LiveRowStore';
import type { LiveResult } from './LiveRowStore';

export interface LiveQueryResult extends LiveResult {
  /** Opens the query again after it ended with an error. */
  readonly restart: () => void;
}

/**
 * Keeps the rows of a query up to date while the component is mounted; `undefined` asks nothing.
 * Renders again only when something changed. A new object with an equal query costs nothing.
 */
export function useLiveQuery(query: LiveQuery | undefined): LiveQueryResult {
  const connection = useApi(liveConnectionApiRef);
  const key = query && liveQueryKeyOf(query);
  // The key says all about the query.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const asked = useMemo(() => query, [key]);
  const subscribe = useCallback(
    (listener: () => void) =>
      asked ? connection.subscribe(asked, listener) : () => {},
    [connection, asked],
  );
  const getResult = useCallback(
    () => (asked ? connection.resultOf(asked) : EMPTY_LIVE_RESULT),
    [connection, asked],
  );
  const result = useSyncExternalStore(subscribe, getResult);
  const restart = useCallback(() => {
    if (asked) connection.restart(asked);
  }, [connection, asked]);
  return useMemo(() => ({ ...result, restart }), [result, restart]);
}
