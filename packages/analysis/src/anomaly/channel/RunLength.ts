import { TailEstimator } from '../tail/TailEstimator';
import type { TailState } from '../tail/TailEstimator';

/** A run at rest. */
export interface RunLengthState {
  readonly value: number;
  readonly length: number;
  readonly runs: number;
  readonly tail: TailState;
}

/**
 * How surprising is it that a stream still repeats its value? Finished runs of equal values are the past to compare with.
 *
 * - Shape: one value a sample, constant memory of 80 numbers.
 * - Unit: lengths in samples; the answer is −log10 of a tail probability among runs.
 * - Invalid input: values must be finite.
 * - Errors: none.
 * - Cost: O(1) amortised.
 * - Source: runs test idea (Wald & Wolfowitz 1940) with the tail of TailEstimator.
 */
export class RunLength {
  readonly #tail: TailEstimator;
  #runs = 0;
  #value = 0;
  #length = 0;
  /** −log10 of how rare a run as long as the present one is. */
  surprise = 0;

  constructor(saved?: RunLengthState) {
    this.#tail = new TailEstimator({ size: 40, memory: 20_000 }, saved?.tail);
    if (!saved) return;
    this.#value = saved.value;
    this.#length = saved.length;
    this.#runs = saved.runs;
  }

  observe(value: number): void {
    if (this.#length > 0 && value !== this.#value) {
      this.#runs += 1;
      this.#tail.add(this.#length, this.#runs);
      this.#length = 0;
    }
    this.#value = value;
    this.#length += 1;
    this.surprise =
      this.#length > 1 ? this.#tail.surpriseOf(this.#length, this.#runs) : 0;
  }

  state(): RunLengthState {
    return {
      value: this.#value,
      length: this.#length,
      runs: this.#runs,
      tail: this.#tail.state(),
    };
  }
}
