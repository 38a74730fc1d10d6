import type { AnomalyPoint } from '../AnomalyPoint';
import type { AnomalyEventChange } from './createAnomalyEventBuilder';
import { createAnomalyEventBuilder } from './createAnomalyEventBuilder';

const calm = (timeMs: number): AnomalyPoint => ({
  timeMs,
  value: 1,
  phase: 'ready',
  score: 0.5,
});
const odd = (timeMs: number, extra: Partial<AnomalyPoint> = {}) => ({
  ...calm(timeMs),
  score: 0.9999,
  kind: 'spike' as const,
  direction: 'up' as const,
  expected: 1,
  ...extra,
});
const calms = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => calm(from + i));

function changesOf(points: readonly AnomalyPoint[]): AnomalyEventChange[] {
  const events = createAnomalyEventBuilder();
  return points.flatMap(point => events.update(point) ?? []);
}

describe('createAnomalyEventBuilder()', () => {
  it('says nothing of calm samples', () => {
    expect(changesOf(calms(0, 100))).toEqual([]);
  });

  it('opens an event at the first anomalous sample and closes it after 20 calm ones', () => {
    const changes = changesOf([odd(0, { value: 9 }), ...calms(1, 40)]);
    const event = {
      startMs: 0,
      peakMs: 0,
      endMs: 0,
      peakValue: 9,
      peakExpected: 1,
      severity: expect.closeTo(4, 6),
      kind: 'spike',
      direction: 'up',
      samples: 1,
    };
    expect(changes).toEqual([
      { kind: 'opened', event },
      { kind: 'closed', event },
    ]);
  });

  it('merges anomalous samples that are less than 20 calm ones apart', () => {
    const changes = changesOf([
      odd(0),
      ...calms(1, 19),
      odd(20),
      ...calms(21, 20),
    ]);
    expect(changes.map(({ kind }) => kind)).toEqual(['opened', 'closed']);
    expect(changes[1].event).toMatchObject({
      startMs: 0,
      endMs: 20,
      samples: 2,
    });
  });

  it('moves the peak, with its kind and direction, to a rarer sample', () => {
    const changes = changesOf([
      odd(0),
      odd(1, {
        score: 0.99999,
        kind: 'level-shift',
        direction: 'down',
        value: -5,
      }),
      odd(2),
    ]);
    expect(changes.map(({ kind }) => kind)).toEqual(['opened', 'grew']);
    expect(changes[1].event).toMatchObject({
      startMs: 0,
      peakMs: 1,
      peakValue: -5,
      kind: 'level-shift',
      direction: 'down',
    });
  });

  it('keeps the severity finite for a score of 1', () => {
    expect(changesOf([odd(0, { score: 1 })])[0].event.severity).toBe(16);
  });

  it('passes over skipped samples and the warm-up', () => {
    expect(
      changesOf([
        odd(0, { phase: 'warming-up' }),
        { timeMs: 1, phase: 'skipped', score: 0 },
      ]),
    ).toEqual([]);
  });

  it('goes on from its saved state as if it had not stopped', () => {
    const points = Array.from({ length: 300 }, (_, i) =>
      i % 47 < 3 ? odd(i, { score: 0.999 + (i % 9) / 1e4 }) : calm(i),
    );
    let resumed = createAnomalyEventBuilder();
    const changes = points.flatMap(point => {
      resumed = createAnomalyEventBuilder(
        JSON.parse(JSON.stringify(resumed.state())),
      );
      return resumed.update(point) ?? [];
    });
    expect(changes).toEqual(changesOf(points));
  });
});
