import { createManualClock } from '../../clock/createManualClock';
import { StatusError } from '../../status/StatusError';
import type { NewIncident } from '../parseIncident';
import { createIncidentSchedule } from './createIncidentSchedule';
import { parseIncidentPlan } from './parseIncidentPlan';
import type { PlannedIncident } from './PlannedIncident';

const planned = (more: Partial<PlannedIncident>): PlannedIncident => ({
  cluster: 'a',
  kind: 'memory-leak',
  target: { kind: 'Service', namespace: 'shop', name: 'cart' },
  intensity: 0.8,
  afterMs: 60_000,
  lastsMs: 600_000,
  visibility: 'visible',
  ...more,
});

function scheduleOf(
  plan: readonly PlannedIncident[],
  start: (incident: NewIncident) => unknown = () => undefined,
) {
  const clock = createManualClock(0);
  const started: NewIncident[] = [];
  const errors: unknown[] = [];
  const truth = {
    incident: 'memory-leak-1',
    kind: 'memory-leak' as const,
    title: '',
    rootCause: { kind: 'Node' as const, name: 'n1' },
    startMs: 0,
    affectedServices: [],
    evidence: [],
    evidentMs: 0,
    expected: { metrics: [], logs: [], events: [], objects: [], alerts: [] },
  };
  const schedule = createIncidentSchedule({
    plan,
    clock,
    clusters: [
      {
        name: 'a',
        incidents: {
          start: incident => {
            start(incident);
            started.push(incident);
            return truth;
          },
        },
      },
    ],
    reportError: error => errors.push(error),
  });
  return { clock, started, errors, schedule };
}

describe('createIncidentSchedule()', () => {
  it('starts each when its time comes, and says so', () => {
    const { clock, started, schedule } = scheduleOf([
      planned({ afterMs: 120_000, kind: 'bad-image' }),
      planned({}),
    ]);
    expect(schedule.list().map(({ kind, state }) => [kind, state])).toEqual([
      ['memory-leak', 'planned'],
      ['bad-image', 'planned'],
    ]);
    clock.advance(61_000);
    expect(started).toEqual([
      {
        kind: 'memory-leak',
        target: planned({}).target,
        intensity: 0.8,
        lastsMs: 600_000,
      },
    ]);
    expect(schedule.list()[0]).toMatchObject({
      state: 'started',
      incident: 'memory-leak-1',
      startMs: 60_000,
      endMs: 660_000,
    });
    clock.advance(60_000);
    expect(started).toHaveLength(2);
  });

  it('skips one whose target is gone, and goes on', () => {
    const { clock, errors, schedule } = scheduleOf(
      [planned({}), planned({ cluster: 'b', afterMs: 70_000 })],
      () => {
        throw new StatusError('BadRequest', 'no such service');
      },
    );
    clock.advance(80_000);
    expect(schedule.list().map(({ state, reason }) => [state, reason])).toEqual(
      [
        ['skipped', 'no such service'],
        ['skipped', 'no cluster b'],
      ],
    );
    expect(errors).toEqual([]);
  });

  it('reports what fails for another reason', () => {
    const { clock, errors } = scheduleOf([planned({})], () => {
      throw new Error('broken');
    });
    clock.advance(61_000);
    expect(errors).toEqual([new Error('broken')]);
  });

  it('starts nothing after its end', () => {
    const { clock, started, schedule } = scheduleOf([planned({})]);
    schedule.dispose();
    clock.advance(600_000);
    expect(started).toEqual([]);
  });
});

describe('parseIncidentPlan()', () => {
  const target = { namespace: 'shop', name: 'cart' };

  it('fills in what is left out', () => {
    expect(
      parseIncidentPlan([{ cluster: 'a', kind: 'memory-leak', target }]),
    ).toEqual([planned({ afterMs: 0, lastsMs: 1_800_000 })]);
  });

  it.each([
    [{}, 'a plan must be a list'],
    [[{ kind: 'memory-leak', target }], 'incident 1 of the plan: cluster'],
    [[{ cluster: 'a', kind: 'fire' }], 'incident 1 of the plan: kind'],
    [
      [{ cluster: 'a', kind: 'memory-leak', target, afterMs: -1 }],
      'afterMs must be 0 or more; got -1',
    ],
  ])('refuses %j', (body, message) => {
    expect(() => parseIncidentPlan(body)).toThrow(message);
  });
});
