/** The definition: the largest sum of (value - allowance) over all stretches that end with the last value, and at least 0. */
export function cusumNaive(
  values: readonly number[],
  allowance: number,
): number {
  let largest = 0;
  for (let start = 0; start < values.length; start++) {
    const sum = values
      .slice(start)
      .reduce((total, value) => total + value - allowance, 0);
    largest = Math.max(largest, sum);
  }
  return largest;
}
