import type { ConnectionState } from '../live/nextConnectionState';

/** What the indicator says; four states and nothing else. */
export interface ConnectionStatus {
  readonly kind: 'live' | 'reconnecting' | 'polling' | 'paused';
  readonly text: string;
  /** More, for a hint: the cause, and what a click does. */
  readonly hint: string;
}

export function connectionStatusOf(
  state: ConnectionState,
  nowMs: number,
): ConnectionStatus {
  switch (state.kind) {
    case 'open':
      return state.transport === 'websocket'
        ? {
            kind: 'live',
            text: 'Live',
            hint: 'Updates arrive as they happen. Click to pause.',
          }
        : {
            kind: 'polling',
            text: 'Polling',
            hint: 'A proxy refuses WebSockets; updates arrive by polling. Click to pause.',
          };
    case 'waiting': {
      const seconds = Math.max(0, Math.ceil((state.retryAtMs - nowMs) / 1000));
      return {
        kind: 'reconnecting',
        text: `Reconnecting (${seconds} s)`,
        hint: `Connection lost: ${state.cause}. What you see is as of then. Click to try now.`,
      };
    }
    case 'paused':
      return {
        kind: 'paused',
        text: 'Paused',
        hint: 'Paused by you. Click to resume.',
      };
    default:
      return {
        kind: 'reconnecting',
        text: 'Connecting',
        hint: 'Connecting to the Orrery backend.',
      };
  }
}
