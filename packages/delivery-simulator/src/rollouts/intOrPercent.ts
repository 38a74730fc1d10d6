/** `3` or `"25%"` of `total`; what is neither counts as 0. */
export function intOrPercent(
  value: unknown,
  total: number,
  rounding: 'up' | 'down',
): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(String(value));
  if (!percent) return Number.parseInt(String(value), 10) || 0;
  const exact = (total * Number(percent[1])) / 100;
  return rounding === 'up' ? Math.ceil(exact) : Math.floor(exact);
}

const unitSeconds = { ms: 0.001, s: 1, m: 60, h: 3600 } as const;
const part = /(\d+(?:\.\d+)?)(ms|s|m|h)/g;

/** A duration of Argo Rollouts: whole seconds (`30`, `"30"`) or Go's form (`1h30m`); undefined for anything else. */
export function secondsOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(value)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of value.matchAll(part)) {
    if (unit === 'ms' || unit === 's' || unit === 'm' || unit === 'h') {
      seconds += Number(amount) * unitSeconds[unit];
    }
  }
  return seconds;
}
