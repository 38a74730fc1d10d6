/** `3` or `"25%"` of a total, as Deployment strategies and disruption budgets write it. */
export function resolveIntOrPercent(
  value: number | string,
  total: number,
  rounding: 'up' | 'down',
): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(value);
  if (!percent) return Number.parseInt(value, 10) || 0;
  const exact = (Number(percent[1]) * total) / 100;
  return rounding === 'up' ? Math.ceil(exact) : Math.floor(exact);
}
