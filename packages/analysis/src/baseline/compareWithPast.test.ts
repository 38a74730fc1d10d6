import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { dayMs, hourMs, weekMs } from './BaselineModel';
import { compareWithPast } from './compareWithPast';

const minuteMs = 60_000;
const now = 2 * weekMs;

/** Two weeks by the minute around 50; `extra` in the last hour, `dayExtra` in the hour of the day before. */
function fortnight(extra: number, dayExtra = 0) {
  const random = seededRandom(12);
  return Array.from({ length: now / minuteMs }, (_, i) => {
    const timeMs = i * minuteMs;
    const isLast = timeMs >= now - hourMs;
    const isDayBefore = timeMs >= now - dayMs - hourMs && timeMs < now - dayMs;
    const more = (isLast ? extra : 0) + (isDayBefore ? dayExtra : 0);
    return { timeMs, value: 50 + more + 2 * gaussianOf(random) };
  });
}

function directionsOf(extra: number, dayExtra = 0, lengthMs = hourMs) {
  return compareWithPast(fortnight(extra, dayExtra), {
    fromMs: now - lengthMs,
    toMs: now,
  }).map(({ reference, direction }) => [reference, direction]);
}

describe('compareWithPast()', () => {
  it('finds an hour that is like any other the same', () => {
    expect(directionsOf(0)).toEqual([
      ['hour', 'same'],
      ['day', 'same'],
      ['week', 'same'],
    ]);
  });

  it('finds an hour higher than the last, but as yesterday', () => {
    expect(directionsOf(8, 8)).toEqual([
      ['hour', 'higher'],
      ['day', 'same'],
      ['week', 'higher'],
    ]);
  });

  it('finds a fall', () => {
    const [hour] = compareWithPast(fortnight(-8), {
      fromMs: now - hourMs,
      toMs: now,
    });
    expect(hour.direction).toBe('lower');
    expect(hour.deviation).toBeCloseTo(-4, -0.5);
    expect(hour.pValue).toBeLessThan(1e-6);
    expect(hour.shiftMs).toBe(hourMs);
  });

  it('does not compare a window with itself: three hours go three hours back', () => {
    const [hour] = compareWithPast(fortnight(0), {
      fromMs: now - 2.5 * hourMs,
      toMs: now,
    });
    expect(hour.shiftMs).toBe(3 * hourMs);
  });

  it('leaves out references without samples, and compares nothing with nothing', () => {
    const young = fortnight(0).filter(({ timeMs }) => timeMs >= now - dayMs);
    const last = { fromMs: now - hourMs, toMs: now };
    expect(
      compareWithPast(young, last).map(({ reference }) => reference),
    ).toEqual(['hour']);
    expect(compareWithPast([], last)).toEqual([]);
    expect(compareWithPast(young, { fromMs: now, toMs: now })).toEqual([]);
    expect(compareWithPast(young, { fromMs: NaN, toMs: now })).toEqual([]);
  });

  it('cuts the deviation from a flat line', () => {
    const flat = fortnight(0).map(sample => ({
      ...sample,
      value: sample.timeMs >= now - hourMs ? 1e9 : 5,
    }));
    const [hour] = compareWithPast(flat, { fromMs: now - hourMs, toMs: now });
    expect(hour).toMatchObject({ deviation: 1e6, direction: 'higher' });
  });
});
