import { type StepGrid, stepsOf } from './StepGrid';

/**
 * Adds up what falls into the windows `(t - range, t]` of all steps. A sample is noted where it enters and where it leaves, so it costs
 * O(1) however many windows overlap. Exact for whole numbers up to 2^53.
 */
export class WindowCounter {
  readonly #grid: StepGrid;
  readonly #rangeMs: number;
  readonly #firstMs: number;
  readonly #changes: Float64Array;

  constructor(grid: StepGrid, rangeMs: number, offsetMs: number) {
    this.#grid = grid;
    this.#rangeMs = rangeMs;
    this.#firstMs = grid.startMs - offsetMs;
    this.#changes = new Float64Array(stepsOf(grid) + 1);
  }

  add(timeMs: number, amount: number): void {
    const { stepMs } = this.#grid;
    const last = this.#changes.length - 1;
    const sinceMs = timeMs - this.#firstMs;
    const enters = Math.max(0, Math.ceil(sinceMs / stepMs));
    const leaves = Math.ceil((sinceMs + this.#rangeMs) / stepMs);
    if (enters >= last || leaves <= enters) return;
    this.#changes[enters] += amount;
    this.#changes[Math.min(leaves, last)] -= amount;
  }

  /** The sum at each step. */
  sums(): Float64Array {
    const sums = new Float64Array(this.#changes.length - 1);
    let sum = 0;
    for (let step = 0; step < sums.length; step += 1) {
      sum += this.#changes[step];
      sums[step] = sum;
    }
    return sums;
  }
}
