/** The definition for series without ties at lag 0: 1 - 6 Σd² / (n (n² - 1)), d being the difference of ranks. */
export function spearmanNaive(
  first: readonly number[],
  second: readonly number[],
): number {
  const rankIn = (all: readonly number[], value: number) =>
    all.filter(other => other <= value).length;
  const squares = first
    .map((value, i) => rankIn(first, value) - rankIn(second, second[i]))
    .reduce((sum, difference) => sum + difference ** 2, 0);
  const n = first.length;
  return 1 - (6 * squares) / (n * (n * n - 1));
}
