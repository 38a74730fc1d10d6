import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { applyBaseline } from './applyBaseline';
import { dayMs, hourMs, slotAt, weekMs } from './BaselineModel';
import { fitBaseline } from './fitBaseline';
import { medianOfHourNaive } from './fitBaseline.naive';

/** Busy by day, quiet on the last two days of each week. */
function usualAt(timeMs: number): number {
  const hour = (timeMs / hourMs) % 24;
  const day = Math.floor(timeMs / dayMs) % 7;
  return (day >= 5 ? 40 : 100) + 30 * Math.sin((2 * Math.PI * hour) / 24);
}

function history(weeks: number, stepMs = hourMs / 4) {
  const random = seededRandom(9);
  return Array.from({ length: (weeks * weekMs) / stepMs }, (_, i) => ({
    timeMs: i * stepMs,
    value: usualAt(i * stepMs) + 2 * gaussianOf(random),
  }));
}

describe('fitBaseline()', () => {
  it('learns each hour of the week', () => {
    const samples = history(4);
    const model = fitBaseline(samples);
    expect(model.slots).toHaveLength(168);
    for (let hour = 0; hour < 168; hour++) {
      expect(model.slots[hour].from).toBe('week');
      expect(model.slots[hour].median).toBe(
        medianOfHourNaive(samples, hour * hourMs),
      );
    }
  });

  it('falls back to the time of day before three weeks were seen, and to all before three days', () => {
    const week = fitBaseline(history(1));
    expect(new Set(week.slots.map(({ from }) => from))).toEqual(
      new Set(['day']),
    );
    const day = fitBaseline(history(1).slice(0, 96));
    expect(new Set(day.slots.map(({ from }) => from))).toEqual(
      new Set(['all']),
    );
  });

  it('does not learn one bad week', () => {
    const bad = history(5).map(sample =>
      sample.timeMs >= 2 * weekMs && sample.timeMs < 3 * weekMs
        ? { ...sample, value: 1e9 }
        : sample,
    );
    const deviation = applyBaseline(fitBaseline(bad), {
      timeMs: 5 * weekMs,
      value: usualAt(0),
    });
    expect(deviation?.expected).toBeCloseTo(usualAt(0), -1);
  });

  it('shifts the week to local time', () => {
    const model = { slotMs: hourMs, offsetMs: 2 * hourMs };
    expect(slotAt(model, 0)).toBe(2);
    expect(slotAt(model, weekMs - hourMs)).toBe(1);
    expect(slotAt(model, -3 * hourMs)).toBe(167);
  });

  it('does not depend on the order of samples and survives JSON', () => {
    const samples = history(3);
    const model = fitBaseline(samples);
    expect(fitBaseline(samples.toReversed())).toEqual(model);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it('refuses slots that do not divide a day', () => {
    expect(() => fitBaseline([], { slotMs: 7 * hourMs })).toThrow(
      'slotMs must divide a day, got 25200000',
    );
  });
});

describe('applyBaseline()', () => {
  const model = fitBaseline(history(4));

  it('tells a quiet day from a busy one', () => {
    const at = (day: number) =>
      applyBaseline(model, { timeMs: day * dayMs, value: 100 })?.deviation ??
      NaN;
    expect(Math.abs(at(28))).toBeLessThan(3);
    expect(at(33)).toBeGreaterThan(10);
  });

  it('has a band around nearly all normal values', () => {
    const inside = history(4).filter(sample => {
      const band = applyBaseline(model, sample);
      return band && sample.value >= band.low && sample.value <= band.high;
    });
    expect(inside.length / history(4).length).toBeGreaterThan(0.98);
  });

  it('knows nothing without samples or time', () => {
    const empty = fitBaseline([{ timeMs: 0, value: NaN }]);
    expect(applyBaseline(empty, { timeMs: 0, value: 1 })).toBeUndefined();
    expect(applyBaseline(model, { timeMs: NaN, value: 1 })).toBeUndefined();
  });

  it('gives the band alone for a value that is no number, and cuts a jump of 10⁹', () => {
    expect(
      applyBaseline(model, { timeMs: 0, value: NaN })?.deviation,
    ).toBeUndefined();
    const flat = fitBaseline([{ timeMs: 0, value: 5 }]);
    expect(applyBaseline(flat, { timeMs: 0, value: 5 })?.deviation).toBe(0);
    expect(applyBaseline(flat, { timeMs: 0, value: 1e9 })?.deviation).toBe(1e6);
  });
});
