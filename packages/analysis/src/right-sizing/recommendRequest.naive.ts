/**
 * The request with the smallest expected cost, by definition: try every value, and count for each how much lies idle and how often
 * usage is above it.
 *
 * - Shape: one amount out of `values`; the smallest of several that cost the same.
 * - Unit: that of the values.
 * - Invalid input: no values give -Infinity.
 * - Errors: none.
 * - Cost: quadratic.
 * - Source: as `recommendRequest`.
 */
export function naiveRequest(
  values: readonly number[],
  shortfallCost: number,
): number {
  const costOf = (request: number) =>
    values.reduce(
      (sum, value) => sum + (value > request ? shortfallCost : request - value),
      0,
    );
  let cheapest = -Infinity;
  for (const request of [...values].sort((a, b) => a - b)) {
    if (cheapest === -Infinity || costOf(request) < costOf(cheapest)) {
      cheapest = request;
    }
  }
  return cheapest;
}
