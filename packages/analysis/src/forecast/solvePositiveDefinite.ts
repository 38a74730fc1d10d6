/**
 * Solves `A x = b` for a symmetric positive definite matrix by Cholesky decomposition.
 *
 * - Shape: `matrix` is row-major, `size` × `size`, of which only the lower triangle is read; `right` has `size` entries.
 * - Unit: that of the caller.
 * - Invalid input: a pivot that is not positive (a column without information, or NaN) counts as infinitely stiff: its
 *   unknown becomes 0.
 * - Errors: none.
 * - Cost: size³ / 6 multiplications, one copy of the matrix.
 * - Source: Golub and Van Loan, Matrix Computations, 4.2.
 */
export function solvePositiveDefinite(
  matrix: Float64Array,
  right: Float64Array,
  size: number,
): Float64Array {
  const factor = Float64Array.from(matrix);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = factor[row * size + column];
      for (let k = 0; k < column; k++) {
        rest -= factor[row * size + k] * factor[column * size + k];
      }
      factor[row * size + column] =
        row === column ? pivotOf(rest) : rest / factor[column * size + column];
    }
  }
  const x = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row] -= factor[row * size + k] * x[k];
    x[row] /= factor[row * size + row];
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) {
      x[row] -= factor[k * size + row] * x[k];
    }
    x[row] /= factor[row * size + row];
  }
  return x;
}

function pivotOf(square: number): number {
  return square > 0 ? Math.sqrt(square) : Number.MAX_VALUE;
}
