import type { NabProfile } from './NabTally';
import { nabProfiles, scoreNab, scoreNabAtBest } from './scoreNab';

const { standard, lowFalsePositives, lowFalseNegatives } = nabProfiles;

/** 100 rows with alarms (score 1) at the given rows; the first 15 are not judged. */
function seriesOf(
  alarms: readonly number[],
  windows: readonly (readonly [number, number])[] = [[40, 59]],
) {
  const scores = Array.from({ length: 100 }, (_, row) =>
    alarms.includes(row) ? 1 : 0.1,
  );
  return { scores, windows };
}

/** The sigmoid of the paper. */
const sigmoid = (position: number) => 2 / (1 + Math.exp(5 * position)) - 1;

const scoreOf = (alarms: readonly number[], profile: NabProfile = standard) =>
  scoreNab([seriesOf(alarms)], profile, 0.5);

describe('scoreNab()', () => {
  it('gives 0 for silence', () => {
    expect(scoreOf([])).toEqual({
      threshold: 0.5,
      score: 0,
      hits: 0,
      windows: 1,
      falseAlarms: 0,
    });
  });

  it('gives 100 for an alarm at the left edge of every window and none outside', () => {
    expect(scoreOf([40])).toMatchObject({
      score: 100,
      hits: 1,
      falseAlarms: 0,
    });
  });

  it('weighs a late hit by the sigmoid of its place in the window', () => {
    const weight = sigmoid(-10 / 20) / sigmoid(-1);
    expect(scoreOf([50]).score).toBeCloseTo((100 * (weight + 1)) / 2, 10);
  });

  it('still counts a hit at the right edge', () => {
    const weight = sigmoid(-1 / 20) / sigmoid(-1);
    expect(scoreOf([59]).score).toBeCloseTo((100 * (weight + 1)) / 2, 10);
  });

  it('counts only the first alarm of a window', () => {
    expect(scoreOf([45, 50, 55])).toEqual(scoreOf([45]));
  });

  it('charges a full false alarm before the first window', () => {
    expect(scoreOf([20, 40]).score).toBeCloseTo((100 * (2 - 0.11)) / 2, 10);
    expect(scoreOf([20, 40], lowFalsePositives).score).toBeCloseTo(
      (100 * (2 - 0.22)) / 2,
      10,
    );
  });

  it('charges less shortly after a window, and all of it three widths later', () => {
    const soon = 0.11 * sigmoid(2 / 19);
    expect(scoreOf([40, 61]).score).toBeCloseTo((100 * (2 + soon)) / 2, 10);
    expect(
      scoreNab([seriesOf([20, 99], [[20, 29]])], standard, 0.5).score,
    ).toBeCloseTo((100 * (2 - 0.11)) / 2, 10);
  });

  it('charges each row of a false alarm', () => {
    expect(scoreOf([20, 21, 22, 40])).toMatchObject({
      score: expect.closeTo((100 * (2 - 0.33)) / 2, 10),
      falseAlarms: 3,
    });
  });

  it('does not judge the first 15 %, of at most 5 000 rows', () => {
    expect(scoreOf([0, 14, 40])).toEqual(scoreOf([40]));
    expect(scoreOf([15, 40]).falseAlarms).toBe(1);
    const long = Array.from({ length: 10_000 }, (_, row) =>
      row === 749 || row === 750 ? 1 : 0,
    );
    expect(
      scoreNab([{ scores: long, windows: [] }], standard, 0.5).falseAlarms,
    ).toBe(1);
  });

  it('charges a miss twice where false negatives cost more', () => {
    const two = [seriesOf([40]), seriesOf([])];
    expect(scoreNab(two, standard, 0.5).score).toBe(50);
    // Raw: one hit, one miss of 2; silence is −4, perfect is 2.
    expect(scoreNab(two, lowFalseNegatives, 0.5).score).toBe(50);
    expect(scoreOf([20], lowFalseNegatives).score).toBeCloseTo(-11 / 3, 10);
  });

  it('takes a score that equals the threshold for an alarm', () => {
    expect(scoreNab([seriesOf([40])], standard, 1).hits).toBe(1);
  });

  it('judges a window of one row', () => {
    const series = [seriesOf([40, 41], [[40, 40]])];
    expect(scoreNab(series, standard, 0.5).score).toBeCloseTo(
      (100 * (2 - 0.11)) / 2,
      10,
    );
  });

  it('has no score without windows', () => {
    expect(scoreNab([seriesOf([], [])], standard, 0.5).score).toBeNaN();
  });
});

describe('scoreNabAtBest()', () => {
  it('finds the threshold between the hit and the false alarms', () => {
    const { scores, windows } = seriesOf([]);
    const graded = scores.map((score, row) => {
      if (row === 44) return 0.8;
      return row > 80 ? 0.7 : score;
    });
    const series = [{ scores: graded, windows }];
    const best = scoreNabAtBest(series, standard);
    expect(best).toEqual(scoreNab(series, standard, 0.8));
  });

  it('is no worse than any threshold', () => {
    const scores = Array.from(
      { length: 400 },
      (_, row) => ((row * 37) % 101) / 101,
    );
    const series = [
      {
        scores,
        windows: [
          [100, 140],
          [300, 330],
        ] as const,
      },
    ];
    const best = scoreNabAtBest(series, standard).score;
    for (const threshold of scores)
      expect(scoreNab(series, standard, threshold).score).toBeLessThanOrEqual(
        best + 1e-9,
      );
  });

  it('prefers silence when every alarm costs more than it gives', () => {
    const best = scoreNabAtBest([seriesOf([20, 21])], standard);
    expect(best).toMatchObject({ threshold: Infinity, score: 0 });
  });
});
