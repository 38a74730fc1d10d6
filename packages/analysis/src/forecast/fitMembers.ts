import { fitDoubleSeasonal } from './fitDoubleSeasonal';
import { fitLagRegressions } from './fitLagRegressions';
import { fitRobustLagRegressions } from './fitRobustLagRegressions';
import type { ForecastMember } from './ForecastMember';
import { fitLocalTrends } from './localTrend';
import { fitSeasonalProfile } from './seasonalProfile';

/** The last values enter one by one up to this lag, a day of hours; beyond it only those around whole seasons. */
const denseLags = 24;
/** An autoregression has at least this many rows for each of its lags. */
const rowsPerLag = 2;

/**
 * Fits every model of the combination that the history is long enough for, at every origin.
 *
 * - Shape: `series` oldest first, `origins` ascending in [1, length]; result[model][origin], at least one model;
 *   `seasons` short and long in steps, the long a multiple of the short.
 * - Unit: that of the series.
 * - Invalid input: finite values only.
 * - Errors: none.
 * - Cost: the sum of the models', most of it length × lags² / 2 of the widest regression.
 * - Source: forecast combination, Bates and Granger (1969); the models name theirs.
 */
export function fitMembers(
  series: Float64Array,
  origins: readonly number[],
  seasons: readonly [number, number],
): ForecastMember[][] {
  const [short, long] = seasons;
  const first = origins[0];
  const members: ForecastMember[][] = [fitLocalTrends(series, origins)];
  const wide = usableLags(wideLags(seasons), 0, first);
  if (wide.length > 0) {
    const options = { lags: wide, difference: 0, penalties: [0.01, 10] };
    const fitted = fitLagRegressions(series, origins, options);
    members.push(...transpose(fitted));
  }
  const daily = usableLags(narrowLags(seasons), short, first);
  if (daily.length > 0) {
    const options = { lags: daily, difference: short, penalties: [5] };
    members.push(fitRobustLagRegressions(series, origins, options));
  }
  const weekly = usableLags(narrowLags(seasons), long, first);
  if (weekly.length > 0) {
    const options = { lags: weekly, difference: long, penalties: [1] };
    members.push(...transpose(fitLagRegressions(series, origins, options)));
  }
  if (first >= 2 * long) {
    members.push(fitDoubleSeasonal(series, origins, seasons));
  }
  for (const season of seasons) {
    if (first < 2 * season) continue;
    const profiles = [
      { season, memory: 0.8, offsetSteps: season, damping: 1 },
      { season, memory: 0.8, offsetSteps: short, damping: 0.98 },
    ];
    for (const options of season === long ? profiles : profiles.slice(0, 1)) {
      members.push(
        origins.map(origin => fitSeasonalProfile(series, origin, options)),
      );
    }
  }
  return members;
}

/** The last values, and those around the same time of the days before and of a week before. */
function wideLags([short, long]: readonly [number, number]): number[] {
  const lags = [
    ...range(1, Math.min(denseLags, short)),
    ...range(short - 2, short + 2),
  ];
  for (let day = 2 * short; day < long; day += short) {
    lags.push(day - 1, day, day + 1);
  }
  return [...lags, ...range(long - 2, long + 2), long + short];
}

/** What is left to explain of a seasonal difference: the last hours, and the hours around the same time of other days. */
function narrowLags([short, long]: readonly [number, number]): number[] {
  const lags = [...range(1, 4), ...range(short - 1, short + 2)];
  lags.push(2 * short, 2 * short + 1);
  for (let day = 3 * short; day < long; day += short) lags.push(day);
  return [...lags, long - short + 1, long - 1, long, long + 1];
}

/** The lags, shortest first, that leave enough rows before the first origin. */
function usableLags(
  lags: readonly number[],
  difference: number,
  first: number,
): number[] {
  const unique = [...new Set(lags)].filter(lag => lag > 0);
  const ascending = unique.sort((a, b) => a - b);
  return ascending.filter(
    (lag, i) => first - lag - difference >= rowsPerLag * (i + 1),
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function transpose<T>(rows: readonly (readonly T[])[]): T[][] {
  return rows[0].map((_, column) => rows.map(row => row[column]));
}
