/** The definition: sort, then interpolate between the two neighbours of the position. */
export function quantileNaive(
  values: readonly (number | undefined)[],
  share: number,
): number {
  const sorted = values
    .filter((value): value is number => Number.isFinite(value))
    .sort((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const position = Math.min(Math.max(share, 0), 1) * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.ceil(position);
  const part = position - below;
  return sorted[below] * (1 - part) + sorted[above] * part;
}
