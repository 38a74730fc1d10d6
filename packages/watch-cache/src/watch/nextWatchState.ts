import type { WatchError, WatchErrorCode } from './WatchError';

/**
 * - `listing`: reading the consistent list · `connecting`: a watch was asked for · `watching`: the server accepted it
 * - `refreshing`: asking for new credentials after a 401 · `backingOff`: waiting after a failure
 * - `forbidden`: 403; waiting longer · `closed`: the caller aborted, for good
 */
export type WatchPhase =
  | 'listing'
  | 'connecting'
  | 'watching'
  | 'refreshing'
  | 'backingOff'
  | 'forbidden'
  | 'closed';

/** What the loop knows of itself. */
export interface WatchState {
  readonly phase: WatchPhase;
  /** Where to resume; without it the next attempt lists. */
  readonly resourceVersion?: string;
  /** Failures in a row; sets the back-off. */
  readonly attempt: number;
  /** Credentials were refreshed since the last success or wait. */
  readonly hasRefreshed: boolean;
  /** A 410 came since the last healthy time. */
  readonly hasExpired: boolean;
  /** When the present watch was accepted. */
  readonly openedAtMs?: number;
  /** Since when watches are accepted without a failure between them. */
  readonly healthySinceMs?: number;
}

/** What happened to the loop. */
export type WatchLoopEvent =
  | { readonly kind: 'listed'; readonly resourceVersion: string }
  | { readonly kind: 'opened'; readonly atMs: number }
  /** An object or a bookmark arrived. */
  | {
      readonly kind: 'progressed';
      readonly resourceVersion: string;
      readonly atMs: number;
    }
  /** The server ended the watch cleanly. */
  | { readonly kind: 'ended'; readonly atMs: number }
  /** Neither object nor bookmark for too long. */
  | { readonly kind: 'stalled'; readonly atMs: number }
  | { readonly kind: FailureKind; readonly atMs: number }
  | { readonly kind: 'refreshed' }
  /** The wait of `backingOff` or `forbidden` is over. */
  | { readonly kind: 'due' }
  | { readonly kind: 'aborted' };

/** `failed` may resume where it was; after `lost` only a new list can be trusted. */
export type FailureKind =
  | 'expired'
  | 'unauthorized'
  | 'forbidden'
  | 'failed'
  | 'lost';

/** Nothing known, nothing tried. */
export const initialWatchState: WatchState = {
  phase: 'listing',
  attempt: 0,
  hasRefreshed: false,
  hasExpired: false,
};

/** A watch that ended cleanly before this time counts as a failure, or a server that hangs up at once is asked in a tight loop. */
export const SHORTEST_CLEAN_WATCH_MS = 5_000;
/** After this time without a failure the back-off starts from its beginning. */
export const HEALTHY_AFTER_MS = 120_000;

/**
 * The whole behaviour of the watch loop, without doing anything. An event that cannot happen in a phase changes nothing.
 * Pure, O(1).
 */
export function nextWatchState(
  state: WatchState,
  event: WatchLoopEvent,
): WatchState {
  if (state.phase === 'closed') return state;
  switch (event.kind) {
    case 'aborted':
      return { ...state, phase: 'closed' };
    case 'listed':
      if (state.phase !== 'listing') return state;
      return {
        ...state,
        phase: 'connecting',
        resourceVersion: event.resourceVersion,
        hasRefreshed: false,
      };
    case 'opened':
      return isWatch(state) ? opened(state, event.atMs) : state;
    case 'progressed':
      if (!isWatch(state)) return state;
      return {
        ...opened(state, event.atMs),
        resourceVersion: event.resourceVersion,
      };
    case 'ended':
      return isWatch(state) ? ended(state, event.atMs) : state;
    case 'stalled':
      if (state.phase === 'watching')
        return reconnect(settle(state, event.atMs));
      return isRequest(state) ? backOff(state, event.atMs) : state;
    case 'refreshed':
      return state.phase === 'refreshing' ? attemptAgain(state) : state;
    case 'due':
      if (state.phase !== 'backingOff' && state.phase !== 'forbidden') {
        return state;
      }
      return attemptAgain({ ...state, hasRefreshed: false });
    default:
      return isRequest(state) ? failed(state, event.kind, event.atMs) : state;
  }
}

const FAILURE_KINDS: Readonly<Record<WatchErrorCode, FailureKind | 'aborted'>> =
  {
    expired: 'expired',
    unauthorized: 'unauthorized',
    forbidden: 'forbidden',
    throttled: 'failed',
    unreachable: 'failed',
    // An event that cannot be read would come again on every resume.
    malformed: 'lost',
    // The kind is gone, and its objects with it: what comes back is another list.
    notFound: 'lost',
    aborted: 'aborted',
  };

/** Which event a failure is. */
export function failureKindOf(error: WatchError): FailureKind | 'aborted' {
  return FAILURE_KINDS[error.code];
}

function failed(
  state: WatchState,
  kind: FailureKind,
  atMs: number,
): WatchState {
  if (state.phase === 'refreshing') return backOff(state, atMs);
  switch (kind) {
    case 'unauthorized':
      if (state.hasRefreshed) return backOff(state, atMs);
      return { ...state, phase: 'refreshing', hasRefreshed: true };
    case 'forbidden':
      return { ...backOff(state, atMs), phase: 'forbidden' };
    case 'expired':
      return expired(settle(state, atMs), atMs);
    case 'lost':
      return withoutResume(backOff(state, atMs));
    default:
      return backOff(state, atMs);
  }
}

/** The first 410 lists again at once; in a storm of them each further one waits. */
function expired(state: WatchState, atMs: number): WatchState {
  if (state.hasExpired) return withoutResume(backOff(state, atMs));
  return { ...withoutResume(state), phase: 'listing', hasExpired: true };
}

function ended(state: WatchState, atMs: number): WatchState {
  const lastedMs = atMs - (state.openedAtMs ?? atMs);
  if (lastedMs < SHORTEST_CLEAN_WATCH_MS) return backOff(state, atMs);
  return reconnect(settle(state, atMs));
}

function opened(state: WatchState, atMs: number): WatchState {
  return {
    ...state,
    phase: 'watching',
    hasRefreshed: false,
    openedAtMs: state.openedAtMs ?? atMs,
    healthySinceMs: state.healthySinceMs ?? atMs,
  };
}

function reconnect(state: WatchState): WatchState {
  return { ...state, phase: 'connecting', openedAtMs: undefined };
}

function backOff(state: WatchState, atMs: number): WatchState {
  const settled = settle(state, atMs);
  return {
    ...settled,
    phase: 'backingOff',
    attempt: settled.attempt + 1,
    openedAtMs: undefined,
    healthySinceMs: undefined,
  };
}

function settle(state: WatchState, atMs: number): WatchState {
  const healthyMs = atMs - (state.healthySinceMs ?? atMs);
  if (healthyMs < HEALTHY_AFTER_MS) return state;
  return { ...state, attempt: 0, hasExpired: false };
}

function attemptAgain(state: WatchState): WatchState {
  const phase = state.resourceVersion === undefined ? 'listing' : 'connecting';
  return { ...state, phase, openedAtMs: undefined };
}

function withoutResume(state: WatchState): WatchState {
  return {
    ...state,
    resourceVersion: undefined,
    openedAtMs: undefined,
    healthySinceMs: undefined,
  };
}

function isWatch({ phase }: WatchState): boolean {
  return phase === 'connecting' || phase === 'watching';
}

function isRequest(state: WatchState): boolean {
  return (
    isWatch(state) || state.phase === 'listing' || state.phase === 'refreshing'
  );
}
