import type { Samples } from '@orrery/promql';

/** Samples of one series as they are found, out of order where several streams share it. */
export class SampleList {
  readonly #timesMs: number[] = [];
  readonly #values: number[] = [];

  add(timeMs: number, value: number): void {
    this.#timesMs.push(timeMs);
    this.#values.push(value);
  }

  /**
   * In order of time, which rises strictly: lines of the same millisecond are put a 1024th of one apart, before it, where each still
   * falls into the same windows. O(n log n).
   */
  toSamples(): Samples {
    const order = this.#timesMs
      .map((_, index) => index)
      .sort((a, b) => this.#timesMs[a] - this.#timesMs[b] || a - b);
    const timestampsMs = Float64Array.from(order, at => this.#timesMs[at]);
    for (let index = order.length - 2; index >= 0; index -= 1) {
      timestampsMs[index] = Math.min(
        timestampsMs[index],
        timestampsMs[index + 1] - 1 / 1024,
      );
    }
    return {
      timestampsMs,
      values: Float64Array.from(order, at => this.#values[at]),
    };
  }
}
