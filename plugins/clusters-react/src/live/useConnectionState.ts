import { useApi } from '@backstage/core-plugin-api';
import { useCallback, useSyncExternalStore } from 'react';
import { liveConnectionApiRef } from './liveConnectionApiRef';
import type { ConnectionState } from './nextConnectionState';

export function useConnectionState(): ConnectionState {
  const connection = useApi(liveConnectionApiRef);
  const subscribe = useCallback(
    (listener: () => void) => connection.onStateChange(listener),
    [connection],
  );
  return useSyncExternalStore(subscribe, () => connection.state);
}
