import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { describeTimeToThreshold } from './describeTimeToThreshold';
import { fitForecast } from './fitForecast';
import { timeToThreshold } from './timeToThreshold';

/** A volume that fills by 1 GB an hour, a little more by day; at 400 GB now. */
const random = seededRandom(11);
const filling = Array.from(
  { length: 400 },
  (_, hour) =>
    hour +
    1 +
    4 * Math.sin((2 * Math.PI * hour) / 24) +
    0.5 * gaussianOf(random),
);
const model = fitForecast(filling);

describe('timeToThreshold()', () => {
  it('tells when a volume is full, with an interval around it', () => {
    const time = timeToThreshold(model, { threshold: 476, horizon: 240 });
    expect(time.kind).toBe('expected');
    if (time.kind !== 'expected') return;
    expect(time.likelySteps).toBeGreaterThan(66);
    expect(time.likelySteps).toBeLessThan(86);
    expect(time.earliestSteps).toBeLessThanOrEqual(time.likelySteps ?? 0);
    expect(time.latestSteps).toBeGreaterThanOrEqual(time.likelySteps ?? 0);
  });

  it('waits for a fall as well', () => {
    const emptying = fitForecast(filling.map(value => 500 - value));
    const options = {
      threshold: 60,
      direction: 'below',
      horizon: 100,
    } as const;
    const time = timeToThreshold(emptying, options);
    expect(time).toMatchObject({ kind: 'expected' });
    expect(timeToThreshold(emptying, { ...options, threshold: 500 })).toEqual({
      kind: 'reached',
    });
  });

  it('knows what is reached and what will not be', () => {
    const at = (threshold: number) =>
      timeToThreshold(model, { threshold, horizon: 48 });
    expect(at(100)).toEqual({ kind: 'reached' });
    expect(at(1e6)).toEqual({ kind: 'not-expected', horizonSteps: 48 });
    expect(at(Infinity)).toEqual({ kind: 'not-expected', horizonSteps: 48 });
    expect(() => at(NaN)).toThrow('threshold must be a number, got NaN');
  });

  it('is never earlier for a higher threshold', () => {
    let before = 0;
    for (let threshold = 410; threshold < 500; threshold += 10) {
      const time = timeToThreshold(model, { threshold, horizon: 200 });
      const steps = time.kind === 'expected' ? time.earliestSteps : 0;
      expect(steps).toBeGreaterThanOrEqual(before);
      before = steps;
    }
  });
});

describe('describeTimeToThreshold()', () => {
  const options = { stepMs: 3_600_000, event: 'full' };

  it('says when, and between which times', () => {
    const time = {
      kind: 'expected',
      earliestSteps: 68,
      likelySteps: 76,
      latestSteps: 97,
    } as const;
    expect(describeTimeToThreshold(time, options)).toBe(
      'full in 3 d 4 h (80 % interval 2 d 20 h to 4 d 1 h)',
    );
  });

  it('says what is open', () => {
    const expected = { kind: 'expected', earliestSteps: 5 } as const;
    expect(
      describeTimeToThreshold(
        { ...expected, likelySteps: 24 },
        { ...options, stepMs: 300_000, level: 0.95 },
      ),
    ).toBe('full in 2 h (95 % interval 25 min or later)');
    expect(describeTimeToThreshold(expected, options)).toBe(
      'not expected to be full, but possible from 5 h on (80 % interval)',
    );
  });

  it('says now and not at all', () => {
    expect(describeTimeToThreshold({ kind: 'reached' }, options)).toBe(
      'full now',
    );
    expect(
      describeTimeToThreshold(
        { kind: 'not-expected', horizonSteps: 336 },
        options,
      ),
    ).toBe('not full within 14 d');
  });
});
