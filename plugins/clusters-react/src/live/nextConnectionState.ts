import type { LiveTransport } from './LiveSocket';

/**
 * The life of the tab's live connection.
 *
 * - `idle`: nobody looks, no socket. `connecting`: a handshake is under way. `open`: events arrive.
 * - `waiting`: the next attempt is due at `retryAtMs`. `paused`: by the user; nothing happens until resumed.
 */
export type ConnectionState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'connecting';
      readonly attempt: number;
      readonly cause?: string;
    }
  | { readonly kind: 'open'; readonly transport: LiveTransport }
  | {
      readonly kind: 'waiting';
      readonly attempt: number;
      readonly retryAtMs: number;
      readonly cause: string;
    }
  | { readonly kind: 'paused' };

export type ConnectionEvent =
  | { readonly kind: 'wanted' }
  | { readonly kind: 'unwanted' }
  | { readonly kind: 'opened'; readonly transport: LiveTransport }
  | {
      readonly kind: 'ended';
      readonly cause: string;
      readonly retryAtMs: number;
    }
  | { readonly kind: 'retry' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume'; readonly wanted: boolean };

/** The one transition function; an event that means nothing in a state leaves it as it is. */
export function nextConnectionState(
  state: ConnectionState,
  event: ConnectionEvent,
): ConnectionState {
  switch (event.kind) {
    case 'wanted':
      return state.kind === 'idle' ? { kind: 'connecting', attempt: 0 } : state;
    case 'unwanted':
      return state.kind === 'paused' ? state : { kind: 'idle' };
    case 'opened':
      return state.kind === 'connecting' || state.kind === 'open'
        ? { kind: 'open', transport: event.transport }
        : state;
    case 'ended': {
      if (state.kind !== 'connecting' && state.kind !== 'open') return state;
      const attempt = state.kind === 'connecting' ? state.attempt + 1 : 1;
      return {
        kind: 'waiting',
        attempt,
        retryAtMs: event.retryAtMs,
        cause: event.cause,
      };
    }
    case 'retry':
      return state.kind === 'waiting'
        ? { kind: 'connecting', attempt: state.attempt, cause: state.cause }
        : state;
    case 'pause':
      return { kind: 'paused' };
    case 'resume':
      if (state.kind !== 'paused') return state;
      return event.wanted
        ? { kind: 'connecting', attempt: 0 }
        : { kind: 'idle' };
    default:
      return state;
  }
}
