import { formatPrintf } from '../format/formatPrintf';
import { formatGoTime } from '../time/formatGoTime';

const large = ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const binary = ['ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];
const small = ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];

// Sources: template/template.go and common/helpers/templates of Prometheus.

/** `12340` is `12.34k`. */
export function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return short(value);
  return Math.abs(value) >= 1 ? divided(value, large, 1000) : multiplied(value);
}

/** `2048` is `2ki`. */
export function humanize1024(value: number): string {
  if (Math.abs(value) <= 1 || !Number.isFinite(value)) return short(value);
  return divided(value, binary, 1024);
}

/** Seconds: `93784` is `1d 2h 3m 4s`, `0.02` is `20ms`. */
export function humanizeDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return short(seconds);
  if (seconds === 0) return '0s';
  if (Math.abs(seconds) < 1) return `${multiplied(seconds)}s`;
  const sign = seconds < 0 ? '-' : '';
  const size = Math.abs(seconds);
  const whole = Math.floor(size);
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor(whole / 3600) % 24;
  const minutes = Math.floor(whole / 60) % 60;
  const rest = whole % 60;
  if (days > 0) return `${sign}${days}d ${hours}h ${minutes}m ${rest}s`;
  if (hours > 0) return `${sign}${hours}h ${minutes}m ${rest}s`;
  if (minutes > 0) return `${sign}${minutes}m ${rest}s`;
  return `${sign}${short(size)}s`;
}

/** A ratio: `0.1234` is `12.34%`. */
export function humanizePercentage(ratio: number): string {
  return `${short(ratio * 100)}%`;
}

/** Seconds since 1970: `2015-05-13 07:14:02 +0000 UTC`. */
export function humanizeTimestamp(seconds: number): string {
  if (!Number.isFinite(seconds)) return short(seconds);
  if (Math.abs(seconds * 1e9) > 2 ** 63) {
    throw new Error(
      `${short(
        seconds,
      )} cannot be represented as a nanoseconds timestamp since it overflows int64`,
    );
  }
  return formatGoTime(
    Math.floor(seconds * 1000),
    '2006-01-02 15:04:05.999999999 -0700 MST',
  );
}

function short(value: number): string {
  return formatPrintf('%.4g', [value]);
}

function divided(
  value: number,
  prefixes: readonly string[],
  step: number,
): string {
  let rest = value;
  let prefix = '';
  for (const next of prefixes) {
    if (Math.abs(rest) < step) break;
    prefix = next;
    rest /= step;
  }
  return short(rest) + prefix;
}

function multiplied(value: number): string {
  let rest = value;
  let prefix = '';
  for (const next of small) {
    if (Math.abs(rest) >= 1) break;
    prefix = next;
    rest *= 1000;
  }
  return short(rest) + prefix;
}
