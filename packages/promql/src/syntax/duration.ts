const unitsMs = [
  ['y', 365 * 24 * 3600_000],
  ['w', 7 * 24 * 3600_000],
  ['d', 24 * 3600_000],
  ['h', 3600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

const durationPattern =
  /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Go counts durations in signed 64-bit nanoseconds. */
const maxDurationMs = 9_223_372_036_854;

/**
 * The milliseconds of `1h30m` and its like: units in falling order, each at most once, whole numbers.
 * @returns undefined for what is no duration; infinity for one that is too long
 */
export function parseDurationMs(text: string): number | undefined {
  if (text === '0') return 0;
  const match = durationPattern.exec(text);
  if (text === '' || match === null) return undefined;
  const durationMs = unitsMs.reduce(
    (sum, [, unitMs], index) => sum + Number(match[index + 1] ?? 0) * unitMs,
    0,
  );
  return durationMs > maxDurationMs ? Infinity : durationMs;
}

/** The shortest text of a duration; years and weeks only where nothing remains, since 90d reads better than 12w6d. */
export function formatDuration(durationMs: number): string {
  if (durationMs === 0) return '0s';
  let rest = durationMs;
  let text = '';
  for (const [unit, unitMs] of unitsMs) {
    const exactOnly = unit === 'y' || unit === 'w';
    const count = Math.floor(rest / unitMs);
    if (count === 0 || (exactOnly && rest % unitMs !== 0)) continue;
    text += `${count}${unit}`;
    rest -= count * unitMs;
  }
  return text;
}
