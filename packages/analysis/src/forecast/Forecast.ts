import type { ForecastMember } from './ForecastMember';
import type { ValueTransform } from './ValueTransform';

/** Everything needed to forecast a series, and nothing else: no clock, no series longer than its longest lag. JSON-safe. */
export interface ForecastModel {
  readonly transform: ValueTransform;
  /** The end of the prepared series, on the scale of the models. */
  readonly history: readonly number[];
  /** Forecasts of the models lie in this range per step, on the scale of the models; it keeps an unstable one harmless. */
  readonly bounds: ForecastBounds;
  readonly members: readonly ForecastMember[];
  /** One per member; they sum to 1. */
  readonly weights: readonly number[];
  readonly spread: ForecastSpread;
}

/** A range that widens with the horizon. */
export interface ForecastBounds {
  readonly low: number;
  readonly high: number;
  readonly widthPerStep: number;
}

/** How far forecasts were off when the same method forecast the end of the series from before it. */
export interface ForecastSpread {
  /** The usual absolute error 1, 2, … steps ahead, on the scale of the models. */
  readonly byStep: readonly number[];
  /** Beyond the last of `byStep` the error grows with this power of the horizon; 0.5 = like a random walk, 1 = like a slope. */
  readonly growth: number;
  /** Quantiles 0 %, 1 %, … 100 % of the absolute error in units of the usual error of its step. */
  readonly quantiles: readonly number[];
}

/** One forecast: the next steps, oldest first, in the unit of the series. */
export interface Forecast {
  readonly point: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}
