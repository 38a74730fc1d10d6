import { solvePositiveDefinite } from './solvePositiveDefinite';

/** The intercept is held by next to nothing, so that a constant series has a solution too. */
const interceptPenalty = 1e-6;
/** Rows are summed four at a time: the matrix is read and written a quarter as often. */
const batch = 4;

/**
 * The sums over rows that a least squares fit of an autoregression needs; they grow row by row.
 *
 * - Shape: an intercept and one unknown per lag; a row is the value at an index, explained by those `lags` before it.
 * - Unit: that of the values.
 * - Invalid input: rows have all their lags; weights are at least 0.
 * - Errors: none.
 * - Cost: lags² / 2 per row, lags³ / 6 per solution.
 * - Source: the normal equations of ridge regression (Hoerl and Kennard 1970).
 */
export class NormalEquations {
  readonly #lags: readonly number[];
  readonly #size: number;
  readonly #matrix: Float64Array;
  readonly #right: Float64Array;
  /** Rows not summed yet, each already times the root of its weight; zero rows change nothing. */
  readonly #rows: readonly Float64Array[];
  #pending = 0;

  constructor(lags: readonly number[]) {
    this.#lags = lags;
    this.#size = lags.length + 1;
    this.#matrix = new Float64Array(this.#size ** 2);
    this.#right = new Float64Array(this.#size);
    this.#rows = Array.from(
      { length: batch },
      () => new Float64Array(this.#size + 1),
    );
  }

  clear(): void {
    this.#matrix.fill(0);
    this.#right.fill(0);
    this.#pending = 0;
  }

  /** Adds the row that explains `values[index]`, as if it occurred `weight` times. */
  add(values: Float64Array, index: number, weight: number): void {
    const row = this.#rows[this.#pending];
    const lags = this.#lags;
    const root = weight === 1 ? 1 : Math.sqrt(weight);
    row[0] = root;
    for (let k = 0; k < lags.length; k++) {
      row[k + 1] = root * values[index - lags[k]];
    }
    row[this.#size] = root * values[index];
    this.#pending += 1;
    if (this.#pending === batch) this.#sum();
  }

  /** The intercept and one coefficient per lag that minimise the squared errors plus `penalty` times the squared coefficients. */
  solve(penalty: number): Float64Array {
    for (const row of this.#rows.slice(this.#pending)) row.fill(0);
    this.#sum();
    const matrix = Float64Array.from(this.#matrix);
    for (let i = 0; i < this.#size; i++) {
      matrix[i * this.#size + i] += i === 0 ? interceptPenalty : penalty;
    }
    return solvePositiveDefinite(matrix, this.#right, this.#size);
  }

  #sum(): void {
    const size = this.#size;
    const matrix = this.#matrix;
    const right = this.#right;
    const [a, b, c, d] = this.#rows;
    for (let i = 0; i < size; i++) {
      const start = i * size;
      const ai = a[i];
      const bi = b[i];
      const ci = c[i];
      const di = d[i];
      right[i] += ai * a[size] + bi * b[size] + ci * c[size] + di * d[size];
      for (let j = 0; j <= i; j++) {
        matrix[start + j] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
      }
    }
    this.#pending = 0;
  }
}
