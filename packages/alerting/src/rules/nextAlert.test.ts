import { type AlertLife, type AlertState, nextAlert } from './nextAlert';

const MINUTE = 60_000;
const rule = { forMs: 5 * MINUTE, keepFiringForMs: 0 };
const seen = { value: 1, valueAtMs: 0 };

/** One alert in each state, `none` before there is one. */
const alerts: Record<AlertState | 'none', AlertLife | undefined> = {
  none: undefined,
  pending: { state: 'pending', activeAtMs: 0, ...seen },
  firing: { state: 'firing', activeAtMs: 0, firedAtMs: 5 * MINUTE, ...seen },
  inactive: {
    state: 'inactive',
    activeAtMs: 0,
    firedAtMs: 5 * MINUTE,
    resolvedAtMs: 6 * MINUTE,
    ...seen,
  },
};

type Event = 'found' | 'found after its time' | 'missing' | 'missing for long';

const events: Record<
  Event,
  { readonly value: number | undefined; readonly timeMs: number }
> = {
  found: { value: 2, timeMs: MINUTE },
  'found after its time': { value: 2, timeMs: 7 * MINUTE },
  missing: { value: undefined, timeMs: 7 * MINUTE },
  'missing for long': { value: undefined, timeMs: 22 * MINUTE },
};

const expected: Record<
  AlertState | 'none',
  Record<Event, AlertState | undefined>
> = {
  none: {
    found: 'pending',
    'found after its time': 'pending',
    missing: undefined,
    'missing for long': undefined,
  },
  pending: {
    found: 'pending',
    'found after its time': 'firing',
    missing: undefined,
    'missing for long': undefined,
  },
  firing: {
    found: 'firing',
    'found after its time': 'firing',
    missing: 'inactive',
    'missing for long': 'inactive',
  },
  inactive: {
    found: 'pending',
    'found after its time': 'pending',
    missing: 'inactive',
    'missing for long': undefined,
  },
};

const cells = Object.entries(expected).flatMap(([state, row]) =>
  Object.entries(row).map(
    ([event, next]) =>
      [state as AlertState | 'none', event as Event, next] as const,
  ),
);

describe('nextAlert()', () => {
  it.each(cells)('%s, %s: %s', (state, event, next) => {
    const { value, timeMs } = events[event];
    expect(nextAlert(alerts[state], value, timeMs, rule)?.state).toBe(next);
  });

  it('fires at once without a time to wait', () => {
    const at = { forMs: 0, keepFiringForMs: 0 };
    expect(nextAlert(undefined, 3, MINUTE, at)).toEqual({
      state: 'firing',
      activeAtMs: MINUTE,
      firedAtMs: MINUTE,
      value: 3,
      valueAtMs: MINUTE,
    });
  });

  it('begins anew after it has ended', () => {
    expect(nextAlert(alerts.inactive, 9, 8 * MINUTE, rule)).toEqual({
      state: 'pending',
      activeAtMs: 8 * MINUTE,
      value: 9,
      valueAtMs: 8 * MINUTE,
    });
  });

  it('keeps firing without its element as long as it is told to, counted from the first time', () => {
    const keeping = { forMs: 0, keepFiringForMs: 2 * MINUTE };
    const states: unknown[] = [];
    let alert = nextAlert(undefined, 1, 0, keeping);
    for (const value of [undefined, undefined, 4, undefined]) {
      alert = nextAlert(alert, value, (states.length + 1) * MINUTE, keeping);
      states.push([alert?.state, alert?.keepFiringSinceMs, alert?.value]);
    }
    alert = nextAlert(alert, undefined, 6 * MINUTE, keeping);
    states.push([alert?.state, alert?.resolvedAtMs]);
    expect(states).toEqual([
      ['firing', MINUTE, 1],
      ['firing', MINUTE, 1],
      ['firing', undefined, 4],
      ['firing', 4 * MINUTE, 4],
      ['inactive', 6 * MINUTE],
    ]);
  });
});
