/**
 * The q-quantile of values by linear interpolation between the nearest ranks, as Prometheus has it: NaN counts as the least
 * value; q below 0 gives -Inf, above 1 +Inf, NaN gives NaN; no values give NaN. Sorts `values`. Cost: n log n.
 */
export function quantileOf(q: number, values: Float64Array): number {
  if (values.length === 0 || Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  sortWithNanFirst(values);
  const rank = q * (values.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(values.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return values[lower] * (1 - weight) + values[upper] * weight;
}

function sortWithNanFirst(values: Float64Array): void {
  values.sort(); // NaN last
  let numbers = values.length;
  while (numbers > 0 && Number.isNaN(values[numbers - 1])) numbers -= 1;
  if (numbers === values.length) return;
  values.copyWithin(values.length - numbers, 0, numbers);
  values.fill(NaN, 0, values.length - numbers);
}
