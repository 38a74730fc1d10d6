import type { ClusterErrorCode } from '../ClusterError';
import type { ClusterState } from './ClusterState';

/** What a health check, or the registry, found out. */
export type ClusterEvent =
  | 'ready'
  | 'notReady'
  | 'unreachable'
  | 'unauthorized'
  | 'misconfigured'
  | 'stop';

const results: Readonly<Record<Exclude<ClusterEvent, 'stop'>, ClusterState>> = {
  ready: 'connected',
  notReady: 'degraded',
  unreachable: 'unreachable',
  unauthorized: 'unauthorized',
  misconfigured: 'failed',
};

/**
 * The life of a cluster. A check's result decides the state whatever it was before, with two exceptions: `failed` waits for
 * another entry, and `stopped` is final.
 */
export function nextClusterState(
  state: ClusterState,
  event: ClusterEvent,
): ClusterState {
  if (state === 'stopped' || event === 'stop') return 'stopped';
  if (state === 'failed') return 'failed';
  return results[event];
}

/** How a failed check counts: an answer of any kind other than 401 proves that the API server is there. */
export function clusterEventOf(code: ClusterErrorCode): ClusterEvent {
  if (code === 'unauthorized') return 'unauthorized';
  if (code === 'unreachable' || code === 'timeout') return 'unreachable';
  return code === 'unsupported' ? 'misconfigured' : 'notReady';
}
