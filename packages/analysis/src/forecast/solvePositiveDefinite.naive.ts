/**
 * Solves `A x = b` by Gaussian elimination with row exchange, as in a textbook.
 *
 * - Shape: a full matrix as rows, one right side.
 * - Unit: that of the caller.
 * - Invalid input: a singular matrix gives what is not a number.
 * - Errors: none.
 * - Cost: cubic.
 * - Source: the definition.
 */
export function naiveSolve(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const below = rows.slice(column);
    const pivot = below.reduce((a, b) =>
      Math.abs(b[column]) > Math.abs(a[column]) ? b : a,
    );
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[column] / pivot[column];
      row.forEach((_, k) => {
        row[k] -= factor * pivot[k];
      });
    }
  }
  return rows.map((row, i) => row[size] / row[i]);
}
