import { nextConnectionState } from './nextConnectionState';
import type { ConnectionEvent, ConnectionState } from './nextConnectionState';

const STATES: {
  [K in ConnectionState['kind']]: Extract<ConnectionState, { kind: K }>;
} = {
  idle: { kind: 'idle' },
  connecting: { kind: 'connecting', attempt: 2, cause: 'refused' },
  open: { kind: 'open', transport: 'websocket' },
  waiting: { kind: 'waiting', attempt: 3, retryAtMs: 500, cause: 'refused' },
  paused: { kind: 'paused' },
};

const EVENTS: {
  [K in ConnectionEvent['kind']]: Extract<ConnectionEvent, { kind: K }>;
} = {
  wanted: { kind: 'wanted' },
  unwanted: { kind: 'unwanted' },
  opened: { kind: 'opened', transport: 'polling' },
  ended: { kind: 'ended', cause: 'gone', retryAtMs: 900 },
  retry: { kind: 'retry' },
  pause: { kind: 'pause' },
  resume: { kind: 'resume', wanted: true },
};

const { idle, connecting, open, waiting, paused } = STATES;
const started: ConnectionState = { kind: 'connecting', attempt: 0 };
const polling: ConnectionState = { kind: 'open', transport: 'polling' };

const TABLE: Record<
  ConnectionState['kind'],
  Record<ConnectionEvent['kind'], ConnectionState>
> = {
  idle: {
    wanted: started,
    unwanted: idle,
    opened: idle,
    ended: idle,
    retry: idle,
    pause: paused,
    resume: idle,
  },
  connecting: {
    wanted: connecting,
    unwanted: idle,
    opened: polling,
    ended: { kind: 'waiting', attempt: 3, retryAtMs: 900, cause: 'gone' },
    retry: connecting,
    pause: paused,
    resume: connecting,
  },
  open: {
    wanted: open,
    unwanted: idle,
    opened: polling,
    ended: { kind: 'waiting', attempt: 1, retryAtMs: 900, cause: 'gone' },
    retry: open,
    pause: paused,
    resume: open,
  },
  waiting: {
    wanted: waiting,
    unwanted: idle,
    opened: waiting,
    ended: waiting,
    retry: { kind: 'connecting', attempt: 3, cause: 'refused' },
    pause: paused,
    resume: waiting,
  },
  paused: {
    wanted: paused,
    unwanted: paused,
    opened: paused,
    ended: paused,
    retry: paused,
    pause: paused,
    resume: started,
  },
};

function keysOf<T extends object>(record: T): (keyof T)[] {
  return Object.keys(record) as (keyof T)[];
}

describe('nextConnectionState()', () => {
  for (const state of keysOf(TABLE)) {
    for (const event of keysOf(TABLE[state])) {
      it(`goes from ${state} on ${event} to ${TABLE[state][event].kind}`, () => {
        expect(nextConnectionState(STATES[state], EVENTS[event])).toEqual(
          TABLE[state][event],
        );
      });
    }
  }

  it('rests after a resume when nobody looks any more', () => {
    expect(
      nextConnectionState(paused, { kind: 'resume', wanted: false }),
    ).toEqual(idle);
  });
});
