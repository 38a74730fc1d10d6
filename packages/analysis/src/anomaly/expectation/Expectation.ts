import { QuantileHistory } from '../history/QuantileHistory';
import type { QuantileHistoryState } from '../history/QuantileHistory';
import { SeasonProfile } from '../season/SeasonProfile';
import type { SeasonState } from '../season/SeasonProfile';

/** An expectation at rest. */
export interface ExpectationState {
  readonly seen: number;
  readonly level: number;
  readonly errors: readonly number[];
  readonly day: SeasonState;
  readonly week: SeasonState;
  readonly residuals: QuantileHistoryState;
}

/** A value as it should be, and where it lies on most days. */
export interface ExpectedValue {
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
}

const dayMs = 86_400_000;
const season = { passage: 'mean', learningRate: 0.1 } as const;
const daySlots = { ...season, periodMs: dayMs, slots: 96 };
const weekSlots = {
  ...season,
  periodMs: 7 * dayMs,
  slots: 168,
  learningRate: 0.5,
};
/** Weight of the newest error of each predictor: about a day of five-minute samples. */
const errorWeight = 0.005;
/** Samples of which the recent level is made. */
const levelWeight = 2 / (8 + 1);
/** The week has seven times fewer passages than the day, so its errors must be clearly smaller. */
const weekAdvantage = 0.85;
const bandShares = [0.01, 0.99] as const;

/**
 * What the next value should be. Three predictors run side by side, the recent level, the same time of the day and the same hour of the week; the one with the least
 * recent error speaks. A season must beat the level to be believed.
 *
 * - Shape: one value a sample, constant memory of about 660 numbers.
 * - Unit: that of the values.
 * - Invalid input: values must be finite; times may repeat and go back.
 * - Errors: none.
 * - Cost: O(1) amortised.
 * - Source: additive seasonal profiles (Winters 1960) with follow-the-leader selection (Cesa-Bianchi & Lugosi 2006, chapter 3).
 */
export class Expectation {
  readonly #day: SeasonProfile;
  readonly #week: SeasonProfile;
  readonly #residuals: QuantileHistory;
  readonly #errors: Float64Array;
  #seen = 0;
  #level = 0;

  constructor(saved?: ExpectationState) {
    this.#day = new SeasonProfile(daySlots, saved?.day);
    this.#week = new SeasonProfile(weekSlots, saved?.week);
    this.#residuals = new QuantileHistory(saved?.residuals);
    this.#errors = Float64Array.from(saved?.errors ?? [0, 0, 0]);
    if (!saved) return;
    this.#seen = saved.seen;
    this.#level = saved.level;
  }

  /** The value that the season at this time foretells; undefined before one full season was seen here. */
  seasonalAt(timeMs: number): number | undefined {
    const day = this.#day.levelAt(this.#day.slotOf(timeMs));
    const week = this.#week.levelAt(this.#week.slotOf(timeMs));
    if (day === undefined || week === undefined) return day;
    return this.#errors[2] < weekAdvantage * this.#errors[1] ? week : day;
  }

  /** Whether the season has lately been a better guide than the recent level. */
  isSeasonal(): boolean {
    return Math.min(this.#errors[1], this.#errors[2]) < this.#errors[0];
  }

  /** The value to expect and its band; undefined before the first sample. */
  at(timeMs: number): ExpectedValue | undefined {
    if (this.#seen === 0) return undefined;
    const expected = this.#predict(timeMs);
    return {
      expected,
      lower: expected + Math.min(0, this.#residuals.quantile(bandShares[0])),
      upper: expected + Math.max(0, this.#residuals.quantile(bandShares[1])),
    };
  }

  learn(timeMs: number, value: number): void {
    if (this.#seen > 0) {
      this.#residuals.add(value - this.#predict(timeMs));
      this.#score(0, this.#level, value);
    }
    // A slot without a past is as wrong as the recent level.
    this.#score(
      1,
      this.#day.levelAt(this.#day.slotOf(timeMs)) ?? this.#level,
      value,
    );
    this.#score(
      2,
      this.#week.levelAt(this.#week.slotOf(timeMs)) ?? this.#level,
      value,
    );
    this.#day.add(timeMs, value);
    this.#week.add(timeMs, value);
    this.#level =
      this.#seen === 0
        ? value
        : this.#level + levelWeight * (value - this.#level);
    this.#seen += 1;
  }

  state(): ExpectationState {
    return {
      seen: this.#seen,
      level: this.#level,
      errors: [...this.#errors],
      day: this.#day.state(),
      week: this.#week.state(),
      residuals: this.#residuals.state(),
    };
  }

  #predict(timeMs: number): number {
    return this.isSeasonal()
      ? this.seasonalAt(timeMs) ?? this.#level
      : this.#level;
  }

  #score(predictor: number, predicted: number, value: number): void {
    this.#errors[predictor] +=
      errorWeight * (Math.abs(value - predicted) - this.#errors[predictor]);
  }
}
