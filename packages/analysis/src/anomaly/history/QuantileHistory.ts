import { toFiveDigits } from './toFiveDigits';

/** A history at rest. */
export interface QuantileHistoryState {
  readonly stride: number;
  readonly skipped: number;
  readonly oldest: number;
  /** In ring order. */
  readonly values: readonly number[];
}

const size = 128;
const longestStride = 32;

/**
 * Robust location of a stream's past: a ring of values taken at even distances. The distance doubles while the stream is young, so the ring spans
 * everything seen at first and the last 4 096 samples later on.
 *
 * - Shape: one number at a time, constant memory of 2 × 128 numbers (five significant digits).
 * - Unit: that of the values.
 * - Invalid input: values must be finite; quantiles of nothing are 0.
 * - Errors: none.
 * - Cost: O(1) a sample, O(128) for each value that enters.
 * - Source: systematic sampling (Cochran, Sampling Techniques, chapter 8).
 */
export class QuantileHistory {
  /** In the order of a ring that begins at `#oldest`; in order of time until the ring is full. */
  readonly #values = new Float64Array(size);
  readonly #sorted = new Float64Array(size);
  #held = 0;
  #stride = 1;
  #skipped = 0;
  #oldest = 0;

  constructor(saved?: QuantileHistoryState) {
    if (!saved) return;
    this.#stride = saved.stride;
    this.#skipped = saved.skipped;
    this.#oldest = saved.oldest;
    this.#hold(saved.values);
  }

  /** The value below which `share` of the history lies; `share` in [0, 1]. */
  quantile(share: number): number {
    const held = this.#held;
    return held === 0
      ? 0
      : this.#sorted[Math.min(held - 1, Math.floor(share * held))];
  }

  add(value: number): void {
    this.#skipped += 1;
    if (this.#skipped < this.#stride) return;
    this.#skipped = 0;
    if (this.#held < size) this.#append(toFiveDigits(value));
    else if (this.#stride < longestStride) this.#thin();
    else this.#replace(toFiveDigits(value));
  }

  state(): QuantileHistoryState {
    return {
      stride: this.#stride,
      skipped: this.#skipped,
      oldest: this.#oldest,
      values: [...this.#values.subarray(0, this.#held)],
    };
  }

  #hold(values: ArrayLike<number>): void {
    this.#held = values.length;
    this.#values.set(values);
    this.#sorted.set(values);
    this.#sorted.subarray(0, this.#held).sort();
  }

  #thin(): void {
    this.#stride *= 2;
    this.#hold(this.#values.filter((_value, i) => i % 2 === 1));
  }

  #append(value: number): void {
    this.#values[this.#held] = value;
    this.#held += 1;
    this.#insert(value, this.#held - 1);
  }

  #replace(value: number): void {
    const gap = this.#rank(this.#values[this.#oldest], size);
    this.#sorted.copyWithin(gap, gap + 1);
    this.#insert(value, size - 1);
    this.#values[this.#oldest] = value;
    this.#oldest = (this.#oldest + 1) % size;
  }

  /** Makes room for a value among the first `count` sorted ones. */
  #insert(value: number, count: number): void {
    const at = this.#rank(value, count);
    this.#sorted.copyWithin(at + 1, at, count);
    this.#sorted[at] = value;
  }

  /** How many of the first `count` sorted values are smaller. */
  #rank(value: number, count: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
