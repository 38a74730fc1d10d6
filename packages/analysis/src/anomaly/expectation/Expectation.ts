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
  /** What the season foretells, believed or not; undefined before it was seen once at this time. */
  readonly seasonal?: number;
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
/** The finer a season, the fewer its passages: its errors must be this much smaller than those of the simpler predictor. */
const advantage = 0.93;
const bandShares = [0.01, 0.99] as const;

/**
 * What the next value should be. Three predictors run side by side, the recent level, the same time of the day and the same hour of the week; the one with the least
 * recent error speaks. A season must clearly beat the level to be believed.
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
  /** Of the level, the day and the week. */
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

  /** Whether the season has lately been a clearly better guide than the recent level. */
  isSeasonal(): boolean {
    const [level, day, week] = this.#errors;
    return Math.min(day, week) < advantage * level;
  }

  /** The value to expect and its band; undefined before the first sample. */
  at(timeMs: number): ExpectedValue | undefined {
    if (this.#seen === 0) return undefined;
    const seasonal = this.#seasonal(
      this.#day.levelAt(this.#day.slotOf(timeMs)),
      this.#week.levelAt(this.#week.slotOf(timeMs)),
    );
    const expected = this.#choose(seasonal);
    return {
      expected,
      lower: expected + Math.min(0, this.#residuals.quantile(bandShares[0])),
      upper: expected + Math.max(0, this.#residuals.quantile(bandShares[1])),
      seasonal,
    };
  }

  learn(timeMs: number, value: number): void {
    const daySlot = this.#day.slotOf(timeMs);
    const weekSlot = this.#week.slotOf(timeMs);
    if (this.#seen === 0) this.#level = value;
    else {
      const day = this.#day.levelAt(daySlot);
      const week = this.#week.levelAt(weekSlot);
      this.#residuals.add(value - this.#choose(this.#seasonal(day, week)));
      this.#score(0, this.#level, value);
      // A slot without a past is as wrong as the recent level.
      this.#score(1, day ?? this.#level, value);
      this.#score(2, week ?? this.#level, value);
      this.#level += levelWeight * (value - this.#level);
    }
    this.#day.add(daySlot, value);
    this.#week.add(weekSlot, value);
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

  #seasonal(day?: number, week?: number): number | undefined {
    if (day === undefined || week === undefined) return day;
    return this.#errors[2] < advantage * this.#errors[1] ? week : day;
  }

  #choose(seasonal?: number): number {
    return this.isSeasonal() ? seasonal ?? this.#level : this.#level;
  }

  #score(predictor: number, predicted: number, value: number): void {
    this.#errors[predictor] +=
      errorWeight * (Math.abs(value - predicted) - this.#errors[predictor]);
  }
}
