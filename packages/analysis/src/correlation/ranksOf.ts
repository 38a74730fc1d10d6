/**
 * Ranks of values, ties sharing their mean rank.
 *
 * - Shape: one rank per value, 1 for the smallest; NaN stays NaN and takes no rank.
 * - Unit: ranks.
 * - Invalid input: infinities are the largest and smallest values.
 * - Errors: none.
 * - Cost: O(n log n).
 * - Source: Spearman 1904, mid-ranks.
 */
export function ranksOf(values: Float64Array): Float64Array {
  const order = [...values.keys()].filter(i => !Number.isNaN(values[i]));
  order.sort((a, b) => {
    if (values[a] === values[b]) return 0;
    return values[a] < values[b] ? -1 : 1;
  });
  const ranks = new Float64Array(values.length).fill(NaN);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
