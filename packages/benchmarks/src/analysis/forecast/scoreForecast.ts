/** A forecast of one series with its 95 % interval. */
export interface ForecastAnswer {
  readonly point: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** What one forecast is judged against. */
export interface ForecastCase {
  /** What the forecaster saw. */
  readonly input: readonly number[];
  readonly actual: readonly number[];
}

/** The measures of one forecast, or their means. */
export interface ForecastScore {
  /** Symmetric mean absolute percentage error, 0 to 200. */
  readonly smape: number;
  /** Mean absolute error in units of the mean absolute seasonal difference of the input. */
  readonly mase: number;
  /** Mean scaled interval score: width plus 40 times what lies outside, in the same units. */
  readonly msis: number;
  /** Share of values inside the interval. */
  readonly coverage: number;
}

/** Width of the interval is weighed against misses by 2 / (1 - 0.95). */
const missWeight = 40;

/**
 * Scores one forecast by the measures of the M4 competition.
 *
 * - Shape: `answer` and `actual` of one length, the input longer than one season.
 * - Unit: percent for sMAPE, seasonal differences for MASE and MSIS.
 * - Invalid input: values are finite; 0 against 0 is no error; a constant input has a scale of 0 and infinite MASE and MSIS.
 * - Errors: RangeError where lengths differ.
 * - Cost: linear.
 * - Source: Makridakis et al. 2020, "The M4 Competition"; Hyndman & Koehler 2006 (MASE); Gneiting & Raftery 2007 (interval score).
 */
export function scoreForecast(
  { input, actual }: ForecastCase,
  { point, low, high }: ForecastAnswer,
  season: number,
): ForecastScore {
  const { length } = actual;
  if ([point, low, high].some(path => path.length !== length))
    throw new RangeError(
      `forecasts must have ${length} values, got ${point.length}, ${low.length} and ${high.length}`,
    );
  const scale = meanOf(
    input.slice(season).map((value, i) => Math.abs(value - input[i])),
  );
  const errors = actual.map((value, h) => Math.abs(value - point[h]));
  const sizes = actual.map((value, h) => Math.abs(value) + Math.abs(point[h]));
  const below = actual.map((value, h) => Math.max(0, low[h] - value));
  const above = actual.map((value, h) => Math.max(0, value - high[h]));
  return {
    smape: meanOf(
      errors.map((error, h) => (error === 0 ? 0 : (200 * error) / sizes[h])),
    ),
    mase: meanOf(errors) / scale,
    msis:
      meanOf(
        actual.map(
          (_, h) => high[h] - low[h] + missWeight * (below[h] + above[h]),
        ),
      ) / scale,
    coverage: meanOf(
      actual.map((_, h) => Number(below[h] === 0 && above[h] === 0)),
    ),
  };
}

/** The plain mean over series; `scores` is not empty. */
export function meanScore(scores: readonly ForecastScore[]): ForecastScore {
  return {
    smape: meanOf(scores.map(score => score.smape)),
    mase: meanOf(scores.map(score => score.mase)),
    msis: meanOf(scores.map(score => score.msis)),
    coverage: meanOf(scores.map(score => score.coverage)),
  };
}

/** Overall weighted average: the mean of sMAPE and MASE, each relative to the benchmark's. */
export function owaOf(mean: ForecastScore, benchmark: ForecastScore): number {
  return (mean.smape / benchmark.smape + mean.mase / benchmark.mase) / 2;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
