/**
 * Turns p-values into q-values: the share of false findings to expect among all that are at least as significant.
 *
 * - Shape: one q-value per p-value, in the same order.
 * - Unit: probabilities.
 * - Invalid input: a p-value that is no number counts as 1; others are cut to 0 to 1.
 * - Errors: none.
 * - Cost: O(n log n).
 * - Source: Benjamini & Hochberg 1995, "Controlling the false discovery rate"; holds for independent and positively dependent tests.
 */
export function adjustPValues(pValues: readonly number[]): readonly number[] {
  const clean = pValues.map(p =>
    Number.isNaN(p) ? 1 : Math.min(Math.max(p, 0), 1),
  );
  const order = [...clean.keys()].sort((a, b) => clean[b] - clean[a]);
  const adjusted = clean.slice();
  let least = 1;
  order.forEach((test, place) => {
    const rank = clean.length - place;
    least = Math.min(least, (clean[test] * clean.length) / rank);
    adjusted[test] = least;
  });
  return adjusted;
}
