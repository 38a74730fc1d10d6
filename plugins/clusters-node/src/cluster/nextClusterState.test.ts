import type { ClusterState } from './ClusterState';
import {
  clusterEventOf,
  nextClusterState,
  type ClusterEvent,
} from './nextClusterState';

/** A missing cell does not compile. */
type Table = Record<ClusterState, Record<ClusterEvent, ClusterState>>;

const byResult: Record<ClusterEvent, ClusterState> = {
  ready: 'connected',
  notReady: 'degraded',
  unreachable: 'unreachable',
  unauthorized: 'unauthorized',
  misconfigured: 'failed',
  stop: 'stopped',
};

const table: Table = {
  initializing: byResult,
  connected: byResult,
  degraded: byResult,
  unreachable: byResult,
  unauthorized: byResult,
  failed: {
    ready: 'failed',
    notReady: 'failed',
    unreachable: 'failed',
    unauthorized: 'failed',
    misconfigured: 'failed',
    stop: 'stopped',
  },
  stopped: {
    ready: 'stopped',
    notReady: 'stopped',
    unreachable: 'stopped',
    unauthorized: 'stopped',
    misconfigured: 'stopped',
    stop: 'stopped',
  },
};

describe('nextClusterState()', () => {
  const cells = Object.entries(table).flatMap(([state, row]) =>
    Object.entries(row).map(
      ([event, next]) =>
        [state as ClusterState, event as ClusterEvent, next] as const,
    ),
  );
  it.each(cells)('leads from %s by %s to %s', (state, event, next) => {
    expect(nextClusterState(state, event)).toBe(next);
  });
});

describe('clusterEventOf()', () => {
  it.each([
    ['unauthorized', 'unauthorized'],
    ['unreachable', 'unreachable'],
    ['timeout', 'unreachable'],
    ['unsupported', 'misconfigured'],
    ['throttled', 'notReady'],
    ['malformed', 'notReady'],
    ['forbidden', 'notReady'],
  ] as const)('takes %s for %s', (code, event) => {
    expect(clusterEventOf(code)).toBe(event);
  });
});
