const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** Compact age as kubectl prints it, one or two units: `42s`, `5m`, `3h20m`, `6d`, `2y35d`. Future times count as `0s`. */
export function formatAge(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  if (seconds < 2 * MINUTE_S) return `${seconds}s`;
  if (seconds < 10 * MINUTE_S) return two(seconds, MINUTE_S, 'm', 1, 's');
  if (seconds < 3 * HOUR_S) return `${Math.floor(seconds / MINUTE_S)}m`;
  if (seconds < 8 * HOUR_S) return two(seconds, HOUR_S, 'h', MINUTE_S, 'm');
  if (seconds < 2 * DAY_S) return `${Math.floor(seconds / HOUR_S)}h`;
  if (seconds < 8 * DAY_S) return two(seconds, DAY_S, 'd', HOUR_S, 'h');
  if (seconds < 730 * DAY_S) return `${Math.floor(seconds / DAY_S)}d`;
  return two(seconds, 365 * DAY_S, 'y', DAY_S, 'd');
}

function two(
  seconds: number,
  major: number,
  majorUnit: string,
  minor: number,
  minorUnit: string,
): string {
  const rest = Math.floor((seconds % major) / minor);
  const head = `${Math.floor(seconds / major)}${majorUnit}`;
  return rest === 0 ? head : `${head}${rest}${minorUnit}`;
}
