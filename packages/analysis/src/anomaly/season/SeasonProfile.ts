/** One season: how long, in how many slots, and what a slot keeps. */
export interface SeasonOptions {
  readonly periodMs: number;
  readonly slots: number;
  /** What one passage through a slot counts as: the mean or the largest of its values. */
  readonly passage: 'mean' | 'largest';
  /** Weight of the newest passage, once a slot has had 1 / this many. */
  readonly learningRate: number;
}

/** A season at rest. */
export interface SeasonState {
  /** Weighted mean over the passages of each slot. */
  readonly levels: readonly number[];
  /** Passages of each slot, counted as far as the learning rate needs. */
  readonly passages: readonly number[];
  /** The slot being passed; −1 before the first sample. */
  readonly slot: number;
  readonly sum: number;
  readonly count: number;
  readonly largest: number;
}

/**
 * What a stream usually does at this time of the day or week, learned on line: an exponentially weighted mean over the passages of each time slot.
 *
 * Shape: one value at a time, constant memory of two numbers a slot. Unit: that of the values. Invalid: values must be finite; times may repeat,
 * jump and go back, each change of slot ends a passage. Errors: none. Cost: O(1). Source: additive seasonal smoothing (Holt 1957, Winters 1960).
 */
export class SeasonProfile {
  readonly #options: SeasonOptions;
  readonly #levels: Float64Array;
  readonly #passages: Float64Array;
  #slot = -1;
  #sum = 0;
  #count = 0;
  #largest = -Infinity;

  constructor(options: SeasonOptions, saved?: SeasonState) {
    this.#options = options;
    this.#levels = Float64Array.from(
      saved?.levels ?? new Float64Array(options.slots),
    );
    this.#passages = Float64Array.from(
      saved?.passages ?? new Float64Array(options.slots),
    );
    if (!saved) return;
    this.#slot = saved.slot;
    this.#sum = saved.sum;
    this.#count = saved.count;
    if (saved.count > 0) this.#largest = saved.largest;
  }

  /** Which slot a time falls into. */
  slotOf(timeMs: number): number {
    const { periodMs, slots } = this.#options;
    const phaseMs = ((timeMs % periodMs) + periodMs) % periodMs;
    return Math.min(slots - 1, Math.floor((phaseMs / periodMs) * slots));
  }

  /** The slot's level from finished passages; undefined before the first. `slot` wraps around. */
  levelAt(slot: number): number | undefined {
    const { slots } = this.#options;
    const wrapped = (slot + slots) % slots;
    return this.#passages[wrapped] > 0 ? this.#levels[wrapped] : undefined;
  }

  add(timeMs: number, value: number): void {
    const slot = this.slotOf(timeMs);
    if (slot !== this.#slot) {
      this.#finishPassage();
      this.#slot = slot;
    }
    this.#sum += value;
    this.#count += 1;
    this.#largest = Math.max(this.#largest, value);
  }

  state(): SeasonState {
    return {
      levels: [...this.#levels],
      passages: [...this.#passages],
      slot: this.#slot,
      sum: this.#sum,
      count: this.#count,
      largest: this.#count > 0 ? this.#largest : 0,
    };
  }

  #finishPassage(): void {
    if (this.#count === 0) return;
    const { passage, learningRate } = this.#options;
    const value = passage === 'mean' ? this.#sum / this.#count : this.#largest;
    const seen = this.#passages[this.#slot];
    const rate = Math.max(learningRate, 1 / (seen + 1));
    const level = this.#levels[this.#slot];
    this.#levels[this.#slot] = Number(
      (level + rate * (value - level)).toPrecision(6),
    );
    this.#passages[this.#slot] = Math.min(
      seen + 1,
      Math.ceil(1 / learningRate),
    );
    this.#sum = 0;
    this.#count = 0;
    this.#largest = -Infinity;
  }
}
