import { solvePositiveDefinite } from './solvePositiveDefinite';

/** The intercept is held by next to nothing, so that a constant series has a solution too. */
const interceptPenalty = 1e-6;

/** The sums over rows that a least squares fit of an autoregression needs; they grow row by row. */
export class NormalEquations {
  readonly #lags: readonly number[];
  readonly #size: number;
  readonly #matrix: Float64Array;
  readonly #right: Float64Array;
  readonly #row: Float64Array;

  constructor(lags: readonly number[]) {
    this.#lags = lags;
    this.#size = lags.length + 1;
    this.#matrix = new Float64Array(this.#size ** 2);
    this.#right = new Float64Array(this.#size);
    this.#row = new Float64Array(this.#size).fill(1);
  }

  clear(): void {
    this.#matrix.fill(0);
    this.#right.fill(0);
  }

  /** Adds the row that explains `values[index]`, as if it occurred `weight` times. */
  add(values: Float64Array, index: number, weight: number): void {
    const size = this.#size;
    const row = this.#row;
    const matrix = this.#matrix;
    for (let k = 1; k < size; k++) row[k] = values[index - this.#lags[k - 1]];
    const target = values[index];
    for (let i = 0; i < size; i++) {
      const factor = row[i] * weight;
      const start = i * size;
      this.#right[i] += factor * target;
      for (let j = 0; j <= i; j++) matrix[start + j] += factor * row[j];
    }
  }

  /** The intercept and one coefficient per lag that minimise the squared errors plus `penalty` times the squared coefficients. */
  solve(penalty: number): Float64Array {
    const matrix = Float64Array.from(this.#matrix);
    for (let i = 0; i < this.#size; i++) {
      matrix[i * this.#size + i] += i === 0 ? interceptPenalty : penalty;
    }
    return solvePositiveDefinite(matrix, this.#right, this.#size);
  }
}
