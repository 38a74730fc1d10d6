import { closeMinutes, newRate } from './templateRate';
import type { RateChange, TemplateRate } from './templateRate';

/** Minutes with these numbers of lines, one after the other; what was reported in each. */
function minutes(
  rate: TemplateRate,
  counts: readonly number[],
): (RateChange | undefined)[] {
  return counts.map(count => {
    rate.counted = count;
    return closeMinutes(rate, 1);
  });
}

const steady = Array.from({ length: 60 }, (_, minute) => 20 + (minute % 3));
const reported = (changes: (RateChange | undefined)[]) =>
  changes.filter(change => change);

describe('closeMinutes()', () => {
  it('learns the rate and reports nothing while it stays', () => {
    const rate = newRate();
    expect(reported(minutes(rate, steady))).toEqual([]);
    expect(rate.mean).toBeCloseTo(21, 0);
  });

  it('reports a burst once, with direction and numbers', () => {
    const rate = newRate();
    minutes(rate, steady);
    const [first, ...others] = minutes(rate, [100, 100, 100]);
    expect(first).toMatchObject({ direction: 'up', linesPerMinute: 100 });
    expect(first?.expectedPerMinute).toBeCloseTo(21, 0);
    expect(first?.score).toBeGreaterThan(5);
    expect(reported(others)).toEqual([]);
  });

  it('reports silence', () => {
    const rate = newRate();
    minutes(rate, steady);
    expect(minutes(rate, [0])[0]).toMatchObject({
      direction: 'down',
      linesPerMinute: 0,
    });
  });

  it('reports the next change once the rate was back', () => {
    const rate = newRate();
    minutes(rate, steady);
    const changes = minutes(rate, [100, ...steady, 0]);
    expect(reported(changes).map(change => change?.direction)).toEqual([
      'up',
      'down',
    ]);
  });

  it('says nothing of a rate it has not learned, nor of a burst that is usual', () => {
    expect(reported(minutes(newRate(), [...steady.slice(0, 14), 500]))).toEqual(
      [],
    );
    const bursts = Array.from({ length: 120 }, (_, minute) =>
      minute % 4 === 0 ? 80 : 1,
    );
    expect(reported(minutes(newRate(), bursts))).toEqual([]);
  });

  it('says nothing of one line more or less of a rare template', () => {
    const rare = Array.from({ length: 200 }, (_, minute) =>
      minute % 20 === 0 ? 1 : 0,
    );
    expect(reported(minutes(newRate(), [...rare, 2, 0, 3]))).toEqual([]);
  });

  it('forgets in silent minutes as if each had been closed', () => {
    const one = newRate();
    const other = newRate();
    minutes(one, steady);
    minutes(other, steady);
    one.counted = 20;
    closeMinutes(one, 31);
    minutes(other, [20, ...Array(30).fill(0)]);
    expect(one.mean).toBeCloseTo(other.mean, 9);
    expect(one.minutes).toBe(other.minutes);
  });
});
