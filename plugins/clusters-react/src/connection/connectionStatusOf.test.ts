import type { ConnectionState } from '../live/nextConnectionState';
import { connectionStatusOf } from './connectionStatusOf';
import type { ConnectionStatus } from './connectionStatusOf';

const NOW_MS = 10_000;

describe('connectionStatusOf()', () => {
  it.each<[ConnectionState, ConnectionStatus['kind'], string]>([
    [{ kind: 'open', transport: 'websocket' }, 'live', 'Live'],
    [{ kind: 'open', transport: 'polling' }, 'polling', 'Polling'],
    [{ kind: 'paused' }, 'paused', 'Paused'],
    [{ kind: 'idle' }, 'reconnecting', 'Connecting'],
    [{ kind: 'connecting', attempt: 0 }, 'reconnecting', 'Connecting'],
  ])('says of %j: %s, "%s"', (state, kind, text) => {
    expect(connectionStatusOf(state, NOW_MS)).toMatchObject({ kind, text });
  });

  const waiting = (retryAtMs: number): ConnectionState => ({
    kind: 'waiting',
    attempt: 2,
    retryAtMs,
    cause: 'transport close',
  });

  it.each([
    [NOW_MS + 3_000, 3],
    [NOW_MS + 2_001, 3],
    [NOW_MS + 1, 1],
    [NOW_MS, 0],
    [NOW_MS - 5_000, 0],
  ])('counts down whole seconds to %d, never below zero', (atMs, seconds) => {
    expect(connectionStatusOf(waiting(atMs), NOW_MS)).toMatchObject({
      kind: 'reconnecting',
      text: `Reconnecting (${seconds} s)`,
    });
  });

  it('says why the connection was lost and what a click does', () => {
    const { hint } = connectionStatusOf(waiting(NOW_MS), NOW_MS);
    expect(hint).toBe(
      'Connection lost: transport close. What you see is as of then. Click to try now.',
    );
  });
});
