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
 * Shape: one number at a time, constant memory of 128 numbers (five significant digits). Unit: that of the values. Invalid: values must be
 * finite; quantiles of nothing are 0. Errors: none. Cost: O(1) a sample, O(128) for each value that enters. Source: systematic
 * sampling (Cochran, Sampling Techniques, chapter 8).
 */
export class QuantileHistory {
  #stride = 1;
  #skipped = 0;
  #oldest = 0;
  #values: number[] = [];
  #sorted: number[] = [];

  constructor(saved?: QuantileHistoryState) {
    if (!saved) return;
    this.#stride = saved.stride;
    this.#skipped = saved.skipped;
    this.#oldest = saved.oldest;
    this.#values = [...saved.values];
    this.#sorted = saved.values.toSorted(ascending);
  }

  /** The value below which `share` of the history lies; `share` in [0, 1]. */
  quantile(share: number): number {
    const sorted = this.#sorted;
    if (sorted.length === 0) return 0;
    return sorted[
      Math.min(sorted.length - 1, Math.floor(share * sorted.length))
    ];
  }

  add(value: number): void {
    this.#skipped += 1;
    if (this.#skipped < this.#stride) return;
    this.#skipped = 0;
    if (this.#values.length < size) this.#append(toFiveDigits(value));
    else if (this.#stride < longestStride) this.#thin();
    else this.#replace(toFiveDigits(value));
  }

  state(): QuantileHistoryState {
    return {
      stride: this.#stride,
      skipped: this.#skipped,
      oldest: this.#oldest,
      values: [...this.#values],
    };
  }

  #append(value: number): void {
    this.#values.push(value);
    this.#sorted.splice(this.#rank(value), 0, value);
  }

  #thin(): void {
    this.#stride *= 2;
    this.#values = this.#values.filter((_value, i) => i % 2 === 1);
    this.#sorted = this.#values.toSorted(ascending);
  }

  #replace(value: number): void {
    this.#sorted.splice(this.#rank(this.#values[this.#oldest]), 1);
    this.#sorted.splice(this.#rank(value), 0, value);
    this.#values[this.#oldest] = value;
    this.#oldest = (this.#oldest + 1) % size;
  }

  /** How many sorted values are smaller. */
  #rank(value: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function ascending(a: number, b: number): number {
  return a - b;
}

function toFiveDigits(value: number): number {
  return Number(value.toPrecision(5));
}
