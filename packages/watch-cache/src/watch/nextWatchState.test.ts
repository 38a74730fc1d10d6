import {
  failureKindOf,
  HEALTHY_AFTER_MS,
  initialWatchState,
  nextWatchState,
  SHORTEST_CLEAN_WATCH_MS,
  type WatchLoopEvent,
  type WatchPhase,
  type WatchState,
} from './nextWatchState';
import { WatchError, type WatchErrorCode } from './WatchError';

const AT_MS = 1_000_000;

/** The state of a loop that listed at version 7; watches are accepted 10 s ago. */
function stateOf(phase: WatchPhase, overrides: Partial<WatchState> = {}) {
  const isWatching = phase === 'watching';
  const state: WatchState = {
    phase,
    resourceVersion: phase === 'listing' ? undefined : '7',
    attempt: 0,
    hasRefreshed: phase === 'refreshing',
    hasExpired: false,
    openedAtMs: isWatching ? AT_MS - 10_000 : undefined,
    healthySinceMs: isWatching ? AT_MS - 10_000 : undefined,
    ...overrides,
  };
  return state;
}

function eventOf(kind: WatchLoopEvent['kind']): WatchLoopEvent {
  switch (kind) {
    case 'listed':
      return { kind, resourceVersion: '8' };
    case 'progressed':
      return { kind, resourceVersion: '8', atMs: AT_MS };
    case 'refreshed':
    case 'due':
    case 'aborted':
      return { kind };
    default:
      return { kind, atMs: AT_MS };
  }
}

const table: Record<WatchPhase, Record<WatchLoopEvent['kind'], WatchPhase>> = {
  listing: {
    listed: 'connecting',
    opened: 'listing',
    progressed: 'listing',
    ended: 'listing',
    stalled: 'backingOff',
    expired: 'listing',
    unauthorized: 'refreshing',
    forbidden: 'forbidden',
    failed: 'backingOff',
    lost: 'backingOff',
    refreshed: 'listing',
    due: 'listing',
    aborted: 'closed',
  },
  connecting: {
    listed: 'connecting',
    opened: 'watching',
    progressed: 'watching',
    ended: 'backingOff',
    stalled: 'backingOff',
    expired: 'listing',
    unauthorized: 'refreshing',
    forbidden: 'forbidden',
    failed: 'backingOff',
    lost: 'backingOff',
    refreshed: 'connecting',
    due: 'connecting',
    aborted: 'closed',
  },
  watching: {
    listed: 'watching',
    opened: 'watching',
    progressed: 'watching',
    ended: 'connecting',
    stalled: 'connecting',
    expired: 'listing',
    unauthorized: 'refreshing',
    forbidden: 'forbidden',
    failed: 'backingOff',
    lost: 'backingOff',
    refreshed: 'watching',
    due: 'watching',
    aborted: 'closed',
  },
  refreshing: {
    listed: 'refreshing',
    opened: 'refreshing',
    progressed: 'refreshing',
    ended: 'refreshing',
    stalled: 'backingOff',
    expired: 'backingOff',
    unauthorized: 'backingOff',
    forbidden: 'backingOff',
    failed: 'backingOff',
    lost: 'backingOff',
    refreshed: 'connecting',
    due: 'refreshing',
    aborted: 'closed',
  },
  backingOff: {
    listed: 'backingOff',
    opened: 'backingOff',
    progressed: 'backingOff',
    ended: 'backingOff',
    stalled: 'backingOff',
    expired: 'backingOff',
    unauthorized: 'backingOff',
    forbidden: 'backingOff',
    failed: 'backingOff',
    lost: 'backingOff',
    refreshed: 'backingOff',
    due: 'connecting',
    aborted: 'closed',
  },
  forbidden: {
    listed: 'forbidden',
    opened: 'forbidden',
    progressed: 'forbidden',
    ended: 'forbidden',
    stalled: 'forbidden',
    expired: 'forbidden',
    unauthorized: 'forbidden',
    forbidden: 'forbidden',
    failed: 'forbidden',
    lost: 'forbidden',
    refreshed: 'forbidden',
    due: 'connecting',
    aborted: 'closed',
  },
  closed: {
    listed: 'closed',
    opened: 'closed',
    progressed: 'closed',
    ended: 'closed',
    stalled: 'closed',
    expired: 'closed',
    unauthorized: 'closed',
    forbidden: 'closed',
    failed: 'closed',
    lost: 'closed',
    refreshed: 'closed',
    due: 'closed',
    aborted: 'closed',
  },
};

describe('nextWatchState()', () => {
  const phases = Object.keys(table) as WatchPhase[];
  const cells = phases.flatMap(phase =>
    Object.entries(table[phase]).map(
      ([kind, next]) => [phase, kind as WatchLoopEvent['kind'], next] as const,
    ),
  );

  it.each(cells)('goes in %s on %s to %s', (phase, kind, next) => {
    expect(nextWatchState(stateOf(phase), eventOf(kind)).phase).toBe(next);
  });

  it('changes nothing where an event cannot happen', () => {
    const state = stateOf('backingOff');
    expect(nextWatchState(state, eventOf('listed'))).toBe(state);
  });

  it('resumes from the version of the last object or bookmark', () => {
    const { resourceVersion } = nextWatchState(
      stateOf('watching'),
      eventOf('progressed'),
    );
    expect(resourceVersion).toBe('8');
  });

  it('keeps where it was across a fault and its wait', () => {
    const waiting = nextWatchState(stateOf('watching'), eventOf('failed'));
    expect(nextWatchState(waiting, eventOf('due'))).toMatchObject({
      phase: 'connecting',
      resourceVersion: '7',
    });
  });

  it.each(['lost', 'expired'] as const)(
    'forgets where it was after %s, and lists',
    kind => {
      const failed = nextWatchState(
        stateOf('watching', { hasExpired: true }),
        eventOf(kind),
      );
      expect(failed.phase).toBe('backingOff');
      expect(nextWatchState(failed, eventOf('due')).phase).toBe('listing');
    },
  );

  it('counts failures in a row', () => {
    const once = nextWatchState(initialWatchState, eventOf('failed'));
    const due = nextWatchState(once, eventOf('due'));
    expect(nextWatchState(due, eventOf('failed')).attempt).toBe(2);
  });

  it('starts counting anew after two healthy minutes', () => {
    const long = { attempt: 6, healthySinceMs: AT_MS - HEALTHY_AFTER_MS };
    const short = { attempt: 6, healthySinceMs: AT_MS - HEALTHY_AFTER_MS + 1 };
    const failed = eventOf('failed');
    expect(nextWatchState(stateOf('watching', long), failed).attempt).toBe(1);
    expect(nextWatchState(stateOf('watching', short), failed).attempt).toBe(7);
  });

  it('stays healthy across clean ends', () => {
    const healthySinceMs = AT_MS - 60_000;
    const state = stateOf('watching', { healthySinceMs });
    const again = nextWatchState(state, eventOf('ended'));
    expect(nextWatchState(again, eventOf('opened'))).toMatchObject({
      healthySinceMs,
      openedAtMs: AT_MS,
    });
  });

  it('backs off from a server that ends watches at once', () => {
    const openedAtMs = AT_MS - SHORTEST_CLEAN_WATCH_MS + 1;
    const state = stateOf('watching', { openedAtMs });
    expect(nextWatchState(state, eventOf('ended')).phase).toBe('backingOff');
  });

  it('lists at once after the first 410 and waits in a storm of them', () => {
    const first = nextWatchState(stateOf('watching'), eventOf('expired'));
    expect(first).toMatchObject({ phase: 'listing', attempt: 0 });
    const second = nextWatchState(first, eventOf('expired'));
    expect(second).toMatchObject({ phase: 'backingOff', attempt: 1 });
  });

  it('refreshes credentials once, until something works or a wait is over', () => {
    const unauthorized = eventOf('unauthorized');
    const refreshing = nextWatchState(stateOf('connecting'), unauthorized);
    const retried = nextWatchState(refreshing, eventOf('refreshed'));
    const refused = nextWatchState(retried, unauthorized);
    expect(refused.phase).toBe('backingOff');
    const later = nextWatchState(refused, eventOf('due'));
    expect(nextWatchState(later, unauthorized).phase).toBe('refreshing');
    const works = nextWatchState(retried, eventOf('opened'));
    expect(nextWatchState(works, unauthorized).phase).toBe('refreshing');
  });

  it('lists after a refresh when there is nothing to resume', () => {
    const refreshing = nextWatchState(
      initialWatchState,
      eventOf('unauthorized'),
    );
    expect(nextWatchState(refreshing, eventOf('refreshed')).phase).toBe(
      'listing',
    );
  });
});

describe('failureKindOf()', () => {
  const kinds: Record<WatchErrorCode, string> = {
    expired: 'expired',
    unauthorized: 'unauthorized',
    forbidden: 'forbidden',
    throttled: 'failed',
    unreachable: 'failed',
    notFound: 'lost',
    malformed: 'lost',
    aborted: 'aborted',
  };
  it.each(Object.entries(kinds))('takes %s as %s', (code, kind) => {
    const error = new WatchError(code as WatchErrorCode, 'test');
    expect(failureKindOf(error)).toBe(kind);
  });
});
