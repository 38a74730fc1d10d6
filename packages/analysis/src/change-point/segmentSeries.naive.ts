/** The definition: of all ways to cut the series, the one of least cost, found end by end without leaving anything out. */
export function segmentCostNaive(
  values: readonly number[],
  penalty: number,
  leastLength: number,
): number {
  const best = [-penalty];
  for (let end = 1; end <= values.length; end++) {
    best[end] = Infinity;
    for (let start = 0; start + leastLength <= end; start++) {
      const cost = best[start] + stretchCostNaive(values.slice(start, end));
      best[end] = Math.min(best[end], cost + penalty);
    }
  }
  return best[values.length];
}

/** Squared distance from the mean. */
export function stretchCostNaive(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
