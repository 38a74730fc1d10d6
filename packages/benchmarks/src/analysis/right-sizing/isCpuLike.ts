/**
 * Whether a series could be the CPU usage of a service: never negative, at least half as much again in its busy as in its quiet hours,
 * and about as much in its second half as in its first.
 *
 * - Shape: hourly values, oldest first.
 * - Unit: any.
 * - Invalid input: a series that is empty or holds what is not a number is not.
 * - Errors: none.
 * - Cost: one sort.
 * - Source: own definition, for the choice of series in the replay of requests.
 */
export function isCpuLike(values: readonly number[]): boolean {
  if (values.length < 2 || values.some(value => !(value >= 0))) return false;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
  const half = values.length >> 1;
  const growth = meanOf(values.slice(half)) / meanOf(values.slice(0, half));
  return at(0.95) > 1.5 * at(0.05) && growth > 0.5 && growth < 2;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
