import type { JudgedRow, NabProfile, NabScore } from './NabTally';
import { NabTally } from './NabTally';

/** The application profiles of the benchmark. */
export const nabProfiles = {
  standard: { hit: 1, falseAlarm: 0.11, miss: 1 },
  lowFalsePositives: { hit: 1, falseAlarm: 0.22, miss: 1 },
  lowFalseNegatives: { hit: 1, falseAlarm: 0.11, miss: 2 },
} as const satisfies Record<string, NabProfile>;

/** One judged series. */
export interface NabSeries {
  /** One score in [0, 1] a row. */
  readonly scores: readonly number[];
  /** First and last row of each anomaly, both included, in order and apart. */
  readonly windows: readonly (readonly [first: number, last: number])[];
}

/**
 * The score of the Numenta Anomaly Benchmark at one threshold; a row with a score of at least the threshold is an alarm.
 *
 * NaN when no series has a window.
 *
 * Source: Lavin & Ahmad, "Evaluating real-time anomaly detection algorithms: the Numenta Anomaly Benchmark", ICMLA 2015.
 */
export function scoreNab(
  series: readonly NabSeries[],
  profile: NabProfile,
  threshold: number,
): NabScore {
  const tally = new NabTally(profile, windowCount(series));
  for (const row of judgedRows(series)) {
    if (row.score >= threshold) tally.alarm(row);
  }
  return tally.scoreAt(threshold);
}

/** The score at the threshold that is best for these very series: an upper bound of what a threshold fixed beforehand can reach. */
export function scoreNabAtBest(
  series: readonly NabSeries[],
  profile: NabProfile,
): NabScore {
  const rows = judgedRows(series).sort((a, b) => b.score - a.score);
  const tally = new NabTally(profile, windowCount(series));
  let best = tally.scoreAt(Infinity);
  rows.forEach((row, i) => {
    tally.alarm(row);
    // Rows of one score become alarms together.
    if (rows[i + 1]?.score === row.score) return;
    const here = tally.scoreAt(row.score);
    if (here.score > best.score) best = here;
  });
  return best;
}

function windowCount(series: readonly NabSeries[]): number {
  return series.reduce((sum, one) => sum + one.windows.length, 0);
}

function judgedRows(series: readonly NabSeries[]): JudgedRow[] {
  return series.flatMap(one => judgedRowsOf(one));
}

function judgedRowsOf({ scores, windows }: NabSeries): JudgedRow[] {
  const probation = Math.floor(0.15 * Math.min(scores.length, 5000));
  const rows: JudgedRow[] = [];
  let next = 0;
  scores.forEach((score, row) => {
    while (next < windows.length && row > windows[next][1]) next += 1;
    if (row < probation) return;
    const window = windows[next];
    rows.push(
      window && row >= window[0]
        ? { score, window, weight: weightInside(row, window) }
        : { score, weight: weightOutside(row, windows[next - 1]) },
    );
  });
  return rows;
}

/** 1 at the left edge of a window, nearly 0 at the right. */
function weightInside(row: number, [first, last]: readonly number[]): number {
  const position = -(last - row + 1) / (last - first + 1);
  return scaledSigmoid(position) / scaledSigmoid(-1);
}

/** −1, or less cost shortly after a window. */
function weightOutside(row: number, previous?: readonly number[]): number {
  if (!previous) return -1;
  return scaledSigmoid((row - previous[1]) / (previous[1] - previous[0]));
}

function scaledSigmoid(position: number): number {
  return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
}
