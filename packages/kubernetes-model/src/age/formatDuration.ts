const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * A length of time as kubectl's AGE column prints it: at most two units, coarser the longer it is (`90s`, `5m30s`,
 * `2h`, `3d4h`, `400d`, `2y35d`). Input in milliseconds; up to one second below zero (skewed clocks) reads `0s`,
 * further below `<invalid>`, as does what is not a number. Source: `HumanDuration` of `k8s.io/apimachinery`.
 */
export function formatDuration(durationMs: number): string {
  const seconds = Math.trunc(durationMs / SECOND_MS);
  if (Number.isNaN(seconds) || seconds < -1) {
    return '<invalid>';
  }
  const minutes = Math.floor(durationMs / MINUTE_MS);
  const hours = Math.floor(durationMs / HOUR_MS);
  const days = Math.floor(hours / 24);
  const years = Math.floor(days / 365);
  if (seconds < 0) {
    return '0s';
  } else if (seconds < 60 * 2) {
    return `${seconds}s`;
  } else if (minutes < 10) {
    return join(minutes, 'm', seconds % 60, 's');
  } else if (minutes < 60 * 3) {
    return `${minutes}m`;
  } else if (hours < 8) {
    return join(hours, 'h', minutes % 60, 'm');
  } else if (hours < 48) {
    return `${hours}h`;
  } else if (hours < 24 * 8) {
    return join(days, 'd', hours % 24, 'h');
  } else if (years < 2) {
    return `${days}d`;
  } else if (years < 8) {
    return join(years, 'y', days % 365, 'd');
  }
  return `${years}y`;
}

function join(
  first: number,
  firstUnit: string,
  second: number,
  secondUnit: string,
): string {
  const rest = second === 0 ? '' : `${second}${secondUnit}`;
  return `${first}${firstUnit}${rest}`;
}
