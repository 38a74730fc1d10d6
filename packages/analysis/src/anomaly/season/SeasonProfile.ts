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

/** Places in the passage under way. */
const current = 0;
const sum = 1;
const count = 2;
const largest = 3;

/**
 * What a stream usually does at this time of the day or week, learned on line: an exponentially weighted mean over the passages of each time slot.
 *
 * - Shape: one value at a time, constant memory of two numbers a slot.
 * - Unit: that of the values.
 * - Invalid input: values must be finite; times may repeat, jump and go back, each change of slot ends a passage.
 * - Errors: none.
 * - Cost: O(1).
 * - Source: additive seasonal smoothing (Holt 1957, Winters 1960).
 */
export class SeasonProfile {
  readonly #options: SeasonOptions;
  /** Levels (NaN before the first passage), then passages, then the passage under way: one array, for a thousand streams do not fit into the cache of a processor. */
  readonly #numbers: Float64Array;
  readonly #passage: number;

  constructor(options: SeasonOptions, saved?: SeasonState) {
    this.#options = options;
    this.#passage = 2 * options.slots;
    this.#numbers = new Float64Array(this.#passage + 4);
    this.#numbers.fill(NaN, 0, options.slots);
    saved?.passages.forEach((passages, slot) => {
      if (passages > 0) this.#numbers[slot] = saved.levels[slot];
      this.#numbers[options.slots + slot] = passages;
    });
    this.#begin(saved?.slot ?? -1);
    if (!saved || saved.count === 0) return;
    this.#numbers[this.#passage + sum] = saved.sum;
    this.#numbers[this.#passage + count] = saved.count;
    this.#numbers[this.#passage + largest] = saved.largest;
  }

  /** Which slot a time falls into. */
  slotOf(timeMs: number): number {
    const { periodMs, slots } = this.#options;
    const phaseMs = timeMs - Math.floor(timeMs / periodMs) * periodMs;
    const slot = Math.floor(phaseMs / (periodMs / slots));
    // Times past 2^53 are not exact.
    return Math.max(0, Math.min(slots - 1, slot));
  }

  /** The slot's level from finished passages; undefined before the first. `slot` wraps around. */
  levelAt(slot: number): number | undefined {
    const { slots } = this.#options;
    const level = this.#numbers[(slot + slots) % slots];
    return Number.isNaN(level) ? undefined : level;
  }

  /** Learns a value of this slot. */
  add(slot: number, value: number): void {
    const numbers = this.#numbers;
    const at = this.#passage;
    if (slot !== numbers[at + current]) {
      if (numbers[at + count] > 0) this.#finish();
      this.#begin(slot);
    }
    numbers[at + sum] += value;
    numbers[at + count] += 1;
    if (value > numbers[at + largest]) numbers[at + largest] = value;
  }

  state(): SeasonState {
    const { slots } = this.#options;
    const at = this.#passage;
    return {
      levels: Array.from(this.#numbers.subarray(0, slots), level =>
        Number.isNaN(level) ? 0 : level,
      ),
      passages: [...this.#numbers.subarray(slots, at)],
      slot: this.#numbers[at + current],
      sum: this.#numbers[at + sum],
      count: this.#numbers[at + count],
      largest: this.#numbers[at + count] > 0 ? this.#numbers[at + largest] : 0,
    };
  }

  #begin(slot: number): void {
    this.#numbers[this.#passage + current] = slot;
    this.#numbers[this.#passage + sum] = 0;
    this.#numbers[this.#passage + count] = 0;
    this.#numbers[this.#passage + largest] = -Infinity;
  }

  #finish(): void {
    const { slots, passage, learningRate } = this.#options;
    const numbers = this.#numbers;
    const at = this.#passage;
    const slot = numbers[at + current];
    const value =
      passage === 'mean'
        ? numbers[at + sum] / numbers[at + count]
        : numbers[at + largest];
    const seen = numbers[slots + slot];
    const rate = Math.max(learningRate, 1 / (seen + 1));
    const before = seen > 0 ? numbers[slot] : 0;
    const level = before + rate * (value - before);
    numbers[slot] = Number(level.toPrecision(6));
    numbers[slots + slot] = Math.min(seen + 1, Math.ceil(1 / learningRate));
  }
}
