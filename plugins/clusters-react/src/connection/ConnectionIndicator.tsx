import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { liveConnectionApiRef } from '../live/liveConnectionApiRef';
import { useConnectionState } from '../live/useConnectionState';
import { secondTicker } from '../time/secondTicker';
import { ConnectionIndicatorView } from './ConnectionIndicatorView';
import { connectionStatusOf } from './connectionStatusOf';

/** How the tab hears of changes; a click pauses, resumes, or tries at once. */
export function ConnectionIndicator() {
  const connection = useApi(liveConnectionApiRef);
  const state = useConnectionState();
  const nowMs = useSyncExternalStore(
    secondTicker.subscribe,
    secondTicker.nowMs,
  );
  const settled = useSettled(
    state.kind === 'connecting' && state.attempt === 0,
  );
  // Nothing here is live, and the first moments of a page are not worth an alarm.
  if (state.kind === 'idle' || !settled) return null;
  const onClick = () => {
    if (state.kind === 'paused') connection.resume();
    else if (state.kind === 'waiting') connection.retryNow();
    else connection.pause();
  };
  return (
    <ConnectionIndicatorView
      status={connectionStatusOf(state, nowMs)}
      onClick={onClick}
    />
  );
}

const SETTLE_MS = 1000;

function useSettled(isStarting: boolean): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);
  return settled || !isStarting;
}
